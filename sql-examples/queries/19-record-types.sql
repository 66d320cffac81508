-- Three record types in one topic: a column for each, and a table for each.
SELECT _record_type, count(*) AS records, count(OrderPlaced.voucher) AS vouchers, sum(OrderPaid.amount) AS paid
FROM kaspar.events GROUP BY _record_type ORDER BY _record_type;

SELECT carrier, count(*) AS parcels FROM kaspar.`events$OrderShipped` GROUP BY carrier ORDER BY carrier;

-- How soon orders are paid: both tables read the same snapshot of the topic.
SELECT count(*) AS orders, avg(unix_seconds(paid._timestamp) - unix_seconds(placed._timestamp)) AS seconds
FROM kaspar.`events$OrderPlaced` AS placed JOIN kaspar.`events$OrderPaid` AS paid ON paid.order_id = placed.order_id;

DESCRIBE kaspar.events;

-- The same orders as Protobuf: another topic, the same columns, the same answers.
DESCRIBE kaspar.orders_proto;

SELECT currency, count(*) AS orders, sum(quantity * price) AS revenue
FROM kaspar.orders_proto
GROUP BY currency
ORDER BY revenue DESC;

-- What one of the topics has and the other has not: nothing.
SELECT count(*) AS differences
FROM (
  SELECT currency, status, channel, count(*), sum(order_id), sum(customer_id), sum(quantity * price), sum(discount), count(coupon),
    max(ordered_at), max(product), max(shipping.postcode), sum(size(tags)), sum(size(attributes)), max(attributes['warehouse'])
  FROM kaspar.orders GROUP BY ALL
  EXCEPT
  SELECT currency, status, channel, count(*), sum(order_id), sum(customer_id), sum(quantity * price), sum(discount), count(coupon),
    max(ordered_at), max(product), max(shipping.postcode), sum(size(tags)), sum(size(attributes)), max(attributes['warehouse'])
  FROM kaspar.orders_proto GROUP BY ALL);

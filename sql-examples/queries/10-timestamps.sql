-- Every kind of time Avro has: instants in millis and micros, local times, dates, and nanos as a number.
SELECT order_id, authorized_at, settled_at, shop_time, booked_on, card.brand
FROM kaspar.payments
WHERE order_id IN (1, 2, 3, 1441)
ORDER BY order_id;

SELECT booked_on, count(*) AS payments,
       round(avg(unix_millis(settled_at) - unix_millis(authorized_at)) / 1000, 1) AS mean_seconds_to_settle
FROM kaspar.payments
GROUP BY booked_on
ORDER BY booked_on
LIMIT 5;

SELECT session, viewed_at, local_viewed_at, viewed_at_nanos % 1000000 AS nanos_of_milli
FROM kaspar.page_views
ORDER BY viewed_at
LIMIT 4;

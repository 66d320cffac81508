-- The same orders as JSON, with a JSON Schema in the registry: its properties are the columns.
DESCRIBE kaspar.orders_json_schema;

SELECT status, count(*) AS orders, sum(quantity * price) AS revenue, avg(discount) AS discount, min(ordered_at) AS first_at
FROM kaspar.orders_json_schema
GROUP BY status
ORDER BY revenue DESC;

-- Objects with any members are maps, arrays are arrays.
SELECT attributes['warehouse'] AS warehouse, count(*) AS orders, sum(size(tags)) AS tags, count(coupon) AS coupons
FROM kaspar.orders_json_schema
GROUP BY ALL
ORDER BY warehouse;

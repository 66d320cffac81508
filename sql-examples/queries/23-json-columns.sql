-- The same JSON with columns that a DDL names. As a table of the session's catalog, since value.schema is no option of a query;
-- a catalog has it as topic.orders_json.value.schema. The address is that of the catalog kaspar.
CREATE TABLE typed_orders USING kaspar OPTIONS (
  topic 'orders_json',
  `kafka.bootstrap.servers` '${spark.sql.catalog.kaspar.kafka.bootstrap.servers}',
  `value.format` 'json',
  `value.schema` 'order_id BIGINT, ordered_at TIMESTAMP, price DECIMAL(10,2), quantity INT, shipping STRUCT<city: STRING, country: STRING>,
    tags ARRAY<STRING>, attributes MAP<STRING, STRING>, coupon STRING');

DESCRIBE typed_orders;

SELECT order_id, ordered_at, price, shipping.city, tags, attributes FROM typed_orders WHERE _partition = 0 AND _offset = 40;

SELECT date_trunc('MONTH', ordered_at) AS month, count(*) AS orders, sum(quantity * price) AS revenue
FROM typed_orders
WHERE shipping.country = 'DE' AND array_contains(tags, 'express')
GROUP BY month
ORDER BY month;

DROP TABLE typed_orders;

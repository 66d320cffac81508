-- The same JSON, and nobody says its columns: they are those that some of its records have. A catalog has the option as
-- topic.orders_json.value.schema; SHOW TBLPROPERTIES of its table has the columns as a text for value.schema, to be kept for good.
CREATE TABLE found_orders USING kaspar OPTIONS (
  topic 'orders_json',
  `kafka.bootstrap.servers` '${spark.sql.catalog.kaspar.kafka.bootstrap.servers}',
  `value.format` 'json',
  `value.schema` 'infer',
  `value.schema.sample` '2000');

DESCRIBE found_orders;

SELECT attributes.gift_wrap, count(*) AS orders, sum(quantity) AS pieces
FROM found_orders
WHERE shipping.country = 'DE'
GROUP BY 1
ORDER BY 1;

DROP TABLE found_orders;

-- One shop, four formats: Avro, Protobuf, JSON with a JSON Schema, JSON without any. All of them show the same figures.
SELECT 'orders' AS topic, currency, count(*) AS orders, sum(quantity * price) AS revenue, count(coupon) AS coupons, max(ordered_at) AS last_at
FROM kaspar.orders WHERE currency IN ('EUR', 'GBP') GROUP BY ALL
UNION ALL
SELECT 'orders_proto', currency, count(*), sum(quantity * price), count(coupon), max(ordered_at)
FROM kaspar.orders_proto WHERE currency IN ('EUR', 'GBP') GROUP BY ALL
UNION ALL
SELECT 'orders_json_schema', currency, count(*), sum(quantity * price), count(coupon), max(ordered_at)
FROM kaspar.orders_json_schema WHERE currency IN ('EUR', 'GBP') GROUP BY ALL
UNION ALL
SELECT 'orders_json', value:currency::string AS currency, count(*), sum(value:quantity::int * value:price::decimal(10,2)),
  count(value:coupon::string), max(value:ordered_at::timestamp)
FROM kaspar.orders_json WHERE value:currency::string IN ('EUR', 'GBP') GROUP BY currency
ORDER BY currency, topic;

-- Every field of every order, in all four topics: one sum of hashes.
SELECT count(*) AS topics, count(DISTINCT hashes) AS answers
FROM (
  SELECT sum(hash(order_id, customer_id, ordered_at, status, channel, product, quantity, price, currency, discount, shipping, tags,
    attributes['warehouse'], attributes['gift_wrap'], coupon)) AS hashes
  FROM kaspar.orders
  UNION ALL
  SELECT sum(hash(order_id, customer_id, ordered_at, status, channel, product, quantity, price, currency, discount, shipping, tags,
    attributes['warehouse'], attributes['gift_wrap'], coupon))
  FROM kaspar.orders_proto
  UNION ALL
  SELECT sum(hash(order_id, customer_id, ordered_at, status, channel, product, quantity, price, currency, discount, shipping, tags,
    attributes['warehouse'], attributes['gift_wrap'], coupon))
  FROM kaspar.orders_json_schema
  UNION ALL
  SELECT sum(hash(value:order_id::bigint, value:customer_id::bigint, value:ordered_at::timestamp, value:status::string,
    value:channel::string, value:product::string, value:quantity::int, value:price::decimal(10,2), value:currency::string,
    value:discount::decimal(5,4), value:shipping::struct<country:string,city:string,postcode:string>, value:tags::array<string>,
    value:attributes.warehouse::string, value:attributes.gift_wrap::string, value:coupon::string))
  FROM kaspar.orders_json);

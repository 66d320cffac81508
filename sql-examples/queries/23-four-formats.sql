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

-- Every field of every order, in all four: what is not four times there.
SELECT count(*) AS differences
FROM (
  SELECT count(*) AS times
  FROM (
    SELECT order_id, customer_id, ordered_at, status, channel, product, quantity, price, currency, discount,
      shipping.country, shipping.city, shipping.postcode, array_join(tags, ' ') AS tags, attributes['warehouse'] AS warehouse,
      attributes['gift_wrap'] AS gift_wrap, coupon
    FROM kaspar.orders
    UNION ALL
    SELECT order_id, customer_id, ordered_at, status, channel, product, quantity, price, currency, discount,
      shipping.country, shipping.city, shipping.postcode, array_join(tags, ' '), attributes['warehouse'], attributes['gift_wrap'], coupon
    FROM kaspar.orders_proto
    UNION ALL
    SELECT order_id, customer_id, ordered_at, status, channel, product, quantity, price, currency, discount,
      shipping.country, shipping.city, shipping.postcode, array_join(tags, ' '), attributes['warehouse'], attributes['gift_wrap'], coupon
    FROM kaspar.orders_json_schema
    UNION ALL
    SELECT value:order_id::bigint, value:customer_id::bigint, value:ordered_at::timestamp, value:status::string, value:channel::string,
      value:product::string, value:quantity::int, value:price::decimal(10,2), value:currency::string, value:discount::decimal(5,4),
      value:shipping.country::string, value:shipping.city::string, value:shipping.postcode::string,
      array_join(value:tags::array<string>, ' '), value:attributes.warehouse::string, value:attributes.gift_wrap::string, value:coupon::string
    FROM kaspar.orders_json)
  GROUP BY ALL
  HAVING times <> 4);

-- The same orders as JSON without a schema anywhere. The topic's value.format=json makes each payload one variant.
DESCRIBE kaspar.orders_json;

SELECT value:order_id, value:shipping, value:tags[0]::string AS first_tag FROM kaspar.orders_json WHERE _partition = 0 AND _offset = 40;

-- A path and a type make a column of a member. What is not there is null.
SELECT value:shipping.country::string AS country, count(*) AS orders, count(value:coupon::string) AS coupons,
  sum(value:quantity::int * value:price::decimal(10,2)) AS revenue
FROM kaspar.orders_json
GROUP BY country
ORDER BY revenue DESC
LIMIT 5;

-- What members an object has, and of which types: a look at all payloads.
SELECT schema_of_variant_agg(value:shipping) AS shipping FROM kaspar.orders_json;

-- A third of the orders was written with version 1: no channel (it gets its default) and no discount, and a zip that
-- is called postcode by now.
SELECT dense_rank() OVER (ORDER BY _value_schema_id) AS version, count(*) AS orders,
       count(DISTINCT channel) AS channels, count(discount) AS discounts,
       count(shipping.postcode) AS postcodes, min(order_id) AS first_order
FROM kaspar.orders
GROUP BY _value_schema_id
ORDER BY version;

-- Fields of a record in a record, and a record that may be missing.
SELECT shipping.country, shipping.city, count(*) AS orders, min(shipping.postcode) AS lowest_postcode
FROM kaspar.orders
GROUP BY shipping.country, shipping.city
ORDER BY orders DESC;

SELECT loyalty.level, count(*) AS customers, max(loyalty.points) AS most_points
FROM kaspar.customers
GROUP BY loyalty.level
ORDER BY customers DESC;

-- quantity is an int and price a decimal: the sum is exact.
SELECT sum(quantity * price) AS revenue, count(*) AS orders, max(order_id) AS last_order FROM kaspar.orders;

SELECT currency, sum(quantity * price) AS revenue, avg(price) AS mean_price
FROM kaspar.orders
GROUP BY currency
ORDER BY revenue DESC;

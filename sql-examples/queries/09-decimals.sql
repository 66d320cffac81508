-- Decimals of bytes (amount, fees) and of fixed (credit_limit) keep their scale.
SELECT method, count(*) AS payments, sum(amount) AS total,
       sum(aggregate(fees, CAST(0 AS DECIMAL(12, 3)), (total, fee) -> CAST(total + fee.amount AS DECIMAL(12, 3)))) AS fees
FROM kaspar.payments
GROUP BY method
ORDER BY total DESC;

SELECT min(credit_limit) AS lowest, max(credit_limit) AS highest, sum(credit_limit) AS total FROM kaspar.customers;

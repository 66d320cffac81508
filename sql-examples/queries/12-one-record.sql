-- Conditions on _partition and _offset are where reading starts and ends: this opens one place of one segment.
SELECT _partition, _offset, _key, order_id, product, quantity, price
FROM kaspar.orders
WHERE _partition = 4 AND _offset BETWEEN 20000 AND 20002
ORDER BY _offset;

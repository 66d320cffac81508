-- What compaction leaves in the end: the last record of each key, without keys whose last record has no value.
SELECT count(*) AS customers FROM kaspar.`customers$latest`;

-- Conditions come behind it: a customer who was GOLD once and is SILVER now counts as SILVER.
SELECT loyalty.level, count(*) AS customers
FROM kaspar.`customers$latest` WHERE loyalty.level <> 'BRONZE' GROUP BY loyalty.level ORDER BY level;

-- Records that others replaced or removed, or that remove one: both tables read the same snapshot.
SELECT count(*) AS gone
FROM kaspar.customers AS written LEFT ANTI JOIN kaspar.`customers$latest` AS left_over
  ON left_over._partition = written._partition AND left_over._offset = written._offset;

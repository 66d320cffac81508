-- customers is compacted: the newest record of a key is what counts, and one without a value says that it is gone.
SELECT count(*) AS records, count(DISTINCT _key) AS keys, count_if(_value IS NULL) AS leavings FROM kaspar.customers;

SELECT gone, count(*) AS customers
FROM (SELECT _key, max_by(_value IS NULL, _offset) AS gone FROM kaspar.customers GROUP BY _key)
GROUP BY gone
ORDER BY gone;

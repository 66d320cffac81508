-- Keys: text without a schema, and numbers in Avro; some page views have none.
SELECT _key, order_id FROM kaspar.orders WHERE _partition = 0 AND _offset < 3 ORDER BY _offset;

SELECT count(*) AS views, count(_key) AS with_key, count_if(_key = customer_id) AS key_is_customer
FROM kaspar.page_views;

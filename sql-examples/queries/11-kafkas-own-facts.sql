-- Hidden columns: where a record stands, when it was written, and its headers.
SELECT _topic, _partition, count(*) AS records, min(_offset) AS first_offset, max(_offset) AS last_offset,
       max(_timestamp) AS newest, min(_timestamp_type) AS timestamp_type
FROM kaspar.orders
GROUP BY _topic, _partition
ORDER BY _partition;

SELECT string(filter(_headers, header -> header.key = 'source')[0].value) AS source, count(*) AS payments
FROM kaspar.payments
GROUP BY source
ORDER BY source;

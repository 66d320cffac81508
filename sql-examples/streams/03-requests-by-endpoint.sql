-- Requests by method and endpoint so far, with the share that failed: the first ten, anew with each micro-batch.
SELECT request.method, request.endpoint, count(*) AS requests,
       round(100.0 * count_if(request.status >= 500) / count(*), 1) AS failed_percent
FROM (
  SELECT named_struct(
           'method', regexp_extract(value, '"([A-Z]+) ', 1),
           'endpoint', regexp_extract(value, '"[A-Z]+ ([^ ]+)', 1),
           'status', int(regexp_extract(value, '" ([0-9]{3}) ', 1))) AS request
  FROM STREAM kaspar.web_logs WITH ('startingOffsets' = 'earliest'))
GROUP BY request.method, request.endpoint
ORDER BY requests DESC, method, endpoint
LIMIT 10;

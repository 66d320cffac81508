-- Requests by method and endpoint, with the share that failed.
SELECT request.method, request.endpoint, count(*) AS requests,
       round(100.0 * count_if(request.status >= 500) / count(*), 1) AS failed_percent
FROM (
  SELECT named_struct(
           'method', regexp_extract(value, '"([A-Z]+) ', 1),
           'endpoint', regexp_extract(value, '"[A-Z]+ ([^ ]+)', 1),
           'status', int(regexp_extract(value, '" ([0-9]{3}) ', 1))) AS request
  FROM kaspar.web_logs)
GROUP BY request.method, request.endpoint
ORDER BY requests DESC, method, endpoint
LIMIT 10;

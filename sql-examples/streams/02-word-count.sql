-- How often each word stands in the access log so far. A word comes out each time that its count has grown.
SELECT word, count(*) AS occurrences
FROM (
  SELECT explode(split(value, '[^A-Za-z]+')) AS word
  FROM STREAM kaspar.web_logs WITH ('startingOffsets' = 'earliest'))
WHERE length(word) > 3
GROUP BY word;

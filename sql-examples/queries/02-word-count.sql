-- How often each word stands in the access log.
SELECT word, count(*) AS occurrences
FROM (SELECT explode(split(value, '[^A-Za-z]+')) AS word FROM kaspar.web_logs)
WHERE length(word) > 3
GROUP BY word
ORDER BY occurrences DESC, word
LIMIT 12;

-- testTopic holds the numbers 1 to 100, testTopic2 1 to 25, both as text: their join is two columns of 1 to 25.
SELECT a.value AS left_value, b.value AS right_value
FROM kaspar.testTopic a JOIN kaspar.testTopic2 b ON a.value = b.value
ORDER BY int(a.value);

-- Lines such as kitchen:21, in windows of five seconds by the time that Kafka has of each: how many, and their sum.
-- A window comes out once the watermark has passed it: ten seconds after the newest record.
SELECT window.start AS since, split_part(value, ':', 1) AS key, count(*) AS lines, sum(int(split_part(value, ':', 2))) AS total
FROM STREAM kaspar.readings WITH ('startingOffsets' = 'earliest')
WATERMARK _timestamp DELAY OF INTERVAL 10 SECONDS
GROUP BY window(_timestamp, '5 seconds'), split_part(value, ':', 1);

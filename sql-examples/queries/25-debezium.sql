-- A database's table, from the changes that Debezium wrote: as it is now.
SELECT city, count(*) AS articles, sum(pieces) AS pieces FROM kaspar.`inventory$current` GROUP BY city ORDER BY city;

-- And each change, with the row before and after.
SELECT op, count(*) AS changes, sum(after.pieces - before.pieces) AS more
FROM kaspar.`inventory$changes` GROUP BY op ORDER BY op;

SELECT timestamp_millis(source.ts_ms) AS at, op, before.pieces AS before, after.pieces AS after
FROM kaspar.`inventory$changes` WHERE _key = 'row-18' ORDER BY _offset;

DESCRIBE kaspar.`inventory$current`;

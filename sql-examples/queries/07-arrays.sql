-- One row for each element; and a look into arrays of records without unfolding them.
SELECT tag, count(*) AS orders FROM kaspar.orders LATERAL VIEW explode(tags) AS tag GROUP BY tag ORDER BY orders DESC;

SELECT size(clicks) AS clicks, count(*) AS views,
       count_if(exists(clicks, click -> click.element = 'buy')) AS with_buy_button
FROM kaspar.page_views
GROUP BY size(clicks)
ORDER BY clicks;

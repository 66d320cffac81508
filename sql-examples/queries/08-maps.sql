SELECT attributes['warehouse'] AS warehouse, count(*) AS orders,
       count_if(map_contains_key(attributes, 'gift_wrap')) AS gift_wrapped
FROM kaspar.orders
GROUP BY attributes['warehouse']
ORDER BY orders DESC;

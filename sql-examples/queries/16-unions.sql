-- A union of text and number is a struct with a field for each.
SELECT url, count(detail) AS details, min(detail) AS lowest FROM kaspar.page_views GROUP BY url ORDER BY url;

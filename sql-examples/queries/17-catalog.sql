-- What there is, and what it looks like.
SHOW TABLES IN kaspar;

DESCRIBE kaspar.orders;

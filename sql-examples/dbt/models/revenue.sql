-- A table in Parquet: the topics as they were when dbt ran.
{{ config(materialized='table', file_format='parquet') }}

SELECT method, date(authorized_at) AS day, count(*) AS payments, sum(amount) AS revenue
FROM {{ ref('paid_orders') }}
GROUP BY method, date(authorized_at)

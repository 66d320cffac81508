-- A view: each query reads the topics anew.
{{ config(materialized='view') }}

SELECT o.order_id, o.status, o.channel, p.method, p.amount, p.authorized_at
FROM {{ source('topics', 'orders') }} o
JOIN {{ source('topics', 'payments') }} p ON p.order_id = o.order_id

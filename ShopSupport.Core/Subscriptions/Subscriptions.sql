-- name: find_customers [sqlite]
SELECT c.id, c.customer_id AS customer_id
FROM json_each(@Ids) wanted
CROSS JOIN subscription_contracts c ON c.shop_id = @ShopId AND c.id = wanted.value
WHERE c.customer_id IS NOT NULL

-- name: find_customers [sqlserver]
SELECT c.id, c.customer_id
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN subscription_contracts c ON c.shop_id = @ShopId AND c.id = wanted.id
WHERE c.customer_id IS NOT NULL

-- name: find_customers [sqlite]
SELECT c.id, c.shopify_customer_id
FROM json_each(@Ids) wanted
CROSS JOIN subscription_contracts c ON c.shop_id = @ShopId AND c.id = wanted.value
WHERE c.shopify_customer_id IS NOT NULL

-- name: find_customers [sqlserver]
SELECT c.id, c.shopify_customer_id
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN subscription_contracts c ON c.shop_id = @ShopId AND c.id = wanted.id
WHERE c.shopify_customer_id IS NOT NULL

-- name: delete_lines
DELETE FROM contract_lines WHERE shop_id = @ShopId AND contract_id = @ContractId

-- name: delete_lines [sqlserver]
DELETE t FROM contract_lines t
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', contract_id BIGINT '$.contract_id') r ON t.shop_id = r.shop_id AND t.contract_id = r.contract_id

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

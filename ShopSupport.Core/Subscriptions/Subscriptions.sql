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

-- name: find_statuses [sqlite]
SELECT c.id, c.status, c.shopify_customer_id
FROM json_each(@Ids) wanted
CROSS JOIN subscription_contracts c ON c.shop_id = @ShopId AND c.id = wanted.value

-- name: find_statuses [sqlserver]
SELECT c.id, c.status, c.shopify_customer_id
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN subscription_contracts c ON c.shop_id = @ShopId AND c.id = wanted.id

-- name: find_dates [sqlite]
SELECT d.contract_id AS id, d.next_billing_at, d.version,
  (SELECT MAX(b.attempted_at) FROM billing_attempts b
   WHERE b.shop_id = d.shop_id AND b.contract_id = d.contract_id AND b.outcome = 'success') AS paid_at
FROM json_each(@Ids) wanted
CROSS JOIN contract_details d ON d.shop_id = @ShopId AND d.contract_id = wanted.value
WHERE d.next_billing_at IS NOT NULL

-- name: find_dates [sqlserver]
SELECT d.contract_id AS id, d.next_billing_at, d.version,
  (SELECT MAX(b.attempted_at) FROM billing_attempts b
   WHERE b.shop_id = d.shop_id AND b.contract_id = d.contract_id AND b.outcome = 'success') AS paid_at
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN contract_details d ON d.shop_id = @ShopId AND d.contract_id = wanted.id
WHERE d.next_billing_at IS NOT NULL

-- name: adopt_contact
UPDATE customers SET shopify_id = @ShopifyId
WHERE shop_id = @ShopId AND shopify_id IS NULL AND id = (
  SELECT MIN(c.id) FROM customers c
  WHERE c.shop_id = @ShopId AND c.shopify_id IS NULL AND (c.email = @Email OR c.phone = @Phone))
  AND NOT EXISTS (SELECT 1 FROM customers k WHERE k.shop_id = @ShopId AND k.shopify_id = @ShopifyId)

-- name: find_kept
SELECT kept_id FROM customer_merges WHERE shop_id = @ShopId AND deleted_id = @Id

-- name: list_merged_into
SELECT deleted_id FROM customer_merges WHERE shop_id = @ShopId AND kept_id = @Id

-- name: set_root
UPDATE customer_merges SET root_id = @RootId WHERE shop_id = @ShopId AND deleted_id = @Id

-- name: find_merged_into [sqlite]
SELECT m.deleted_id AS id, m.root_id AS shopify_customer_id
FROM json_each(@Ids) wanted
CROSS JOIN customer_merges m ON m.shop_id = @ShopId AND m.deleted_id = wanted.value
WHERE m.root_id IS NOT NULL

-- name: find_merged_into [sqlserver]
SELECT m.deleted_id AS id, m.root_id AS shopify_customer_id
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN customer_merges m ON m.shop_id = @ShopId AND m.deleted_id = wanted.id
WHERE m.root_id IS NOT NULL

-- Customers known only from a channel who are reached where Shopify's customer is now.
-- name: find_contacts [sqlite]
SELECT c.id AS contact_id, k.id AS customer_id
FROM json_each(@Rows) w
CROSS JOIN customer_handles h ON h.shop_id = @ShopId AND h.kind = json_extract(w.value, '$.kind') AND h.handle = json_extract(w.value, '$.handle')
CROSS JOIN customers c ON c.id = h.customer_id AND c.shop_id = h.shop_id AND c.shopify_id IS NULL
CROSS JOIN customers k ON k.shop_id = h.shop_id AND k.shopify_id = json_extract(w.value, '$.id')

-- name: find_contacts [sqlserver]
SELECT c.id AS contact_id, k.id AS customer_id
FROM OPENJSON(@Rows) WITH (id BIGINT '$.id', kind NVARCHAR(20) '$.kind', handle NVARCHAR(320) '$.handle') w
JOIN customer_handles h ON h.shop_id = @ShopId AND h.kind = w.kind COLLATE Latin1_General_100_BIN2 AND h.handle = w.handle COLLATE Latin1_General_100_BIN2
JOIN customers c ON c.id = h.customer_id AND c.shop_id = h.shop_id AND c.shopify_id IS NULL
JOIN customers k ON k.shop_id = h.shop_id AND k.shopify_id = w.id

-- name: absorb
UPDATE conversations SET customer_id = @CustomerId WHERE shop_id = @ShopId AND customer_id = @ContactId;
UPDATE customer_handles SET customer_id = @CustomerId WHERE shop_id = @ShopId AND customer_id = @ContactId;
DELETE FROM customers WHERE shop_id = @ShopId AND id = @ContactId AND shopify_id IS NULL

-- name: list_conversations
SELECT id FROM conversations WHERE shop_id = @ShopId AND customer_id = @ContactId ORDER BY id

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

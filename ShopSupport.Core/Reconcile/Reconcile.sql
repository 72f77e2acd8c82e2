-- name: list
SELECT resource, marked_at, ran_at, mended, counted_at, counted_ours, counted_shopify, error
FROM reconciles
WHERE shop_id = @ShopId
ORDER BY resource

-- name: find_mark
SELECT CASE WHEN r.marked_at > i.read_at THEN r.marked_at ELSE i.read_at END
FROM imports i
LEFT JOIN reconciles r ON r.shop_id = i.shop_id AND r.resource = i.resource
WHERE i.shop_id = @ShopId AND i.resource = @Resource AND i.status = 'done' AND i.read_at IS NOT NULL

-- name: mark
UPDATE reconciles SET marked_at = COALESCE(@MarkedAt, marked_at), ran_at = @RanAt, mended = @Mended, error = @Error
WHERE shop_id = @ShopId AND resource = @Resource

-- name: counted
UPDATE reconciles SET counted_at = @CountedAt, counted_ours = @Ours, counted_shopify = @Shopify
WHERE shop_id = @ShopId AND resource = @Resource

-- name: add
INSERT INTO reconciles (shop_id, resource) VALUES (@ShopId, @Resource)

-- name: list_scopes
SELECT a.scopes FROM shop_access a WHERE a.shop_id = @ShopId AND a.scopes IS NOT NULL
UNION ALL
SELECT s.scopes FROM shop_scopes s WHERE s.shop_id = @ShopId

-- name: told_orders [sqlite]
SELECT o.id
FROM json_each(@Ids) wanted
CROSS JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.value
WHERE o.processed_at >= @From

-- name: told_orders [sqlserver]
SELECT o.id
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.id
WHERE o.processed_at >= @From

-- name: count_orders
SELECT COUNT(*) FROM orders o WHERE o.shop_id = @ShopId AND o.processed_at >= @From AND o.processed_at < @To AND o.is_deleted = 0

-- name: ids_orders
SELECT o.id FROM orders o WHERE o.shop_id = @ShopId AND o.processed_at >= @From AND o.processed_at < @To AND o.is_deleted = 0

-- name: count_customers
SELECT COUNT(*) FROM customers u
WHERE u.shop_id = @ShopId AND u.shopify_id IS NOT NULL AND u.customer_since >= @From AND u.customer_since < @To AND u.is_deleted = 0

-- name: ids_customers
SELECT u.shopify_id FROM customers u
WHERE u.shop_id = @ShopId AND u.shopify_id IS NOT NULL AND u.customer_since >= @From AND u.customer_since < @To AND u.is_deleted = 0

-- name: ids_locations
SELECT l.id FROM locations l WHERE l.shop_id = @ShopId AND l.is_deleted = 0

-- name: ids_products
SELECT p.id FROM products p WHERE p.shop_id = @ShopId AND p.is_deleted = 0

-- name: ids_stock
SELECT i.id FROM inventory_items i WHERE i.shop_id = @ShopId AND i.is_deleted = 0

-- name: ids_contracts
SELECT c.id FROM subscription_contracts c WHERE c.shop_id = @ShopId AND c.is_deleted = 0

-- name: versions_orders [sqlite]
SELECT t.id, t.version
FROM json_each(@Ids) wanted
CROSS JOIN orders t ON t.shop_id = @ShopId AND t.id = wanted.value

-- name: versions_orders [sqlserver]
SELECT t.id, t.version
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN orders t ON t.shop_id = @ShopId AND t.id = wanted.id

-- name: versions_customers [sqlite]
SELECT t.shopify_id, t.version
FROM json_each(@Ids) wanted
CROSS JOIN customers t ON t.shop_id = @ShopId AND t.shopify_id = wanted.value

-- name: versions_customers [sqlserver]
SELECT t.shopify_id, t.version
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN customers t ON t.shop_id = @ShopId AND t.shopify_id = wanted.id

-- name: versions_locations [sqlite]
SELECT t.id, t.version
FROM json_each(@Ids) wanted
CROSS JOIN locations t ON t.shop_id = @ShopId AND t.id = wanted.value

-- name: versions_locations [sqlserver]
SELECT t.id, t.version
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN locations t ON t.shop_id = @ShopId AND t.id = wanted.id

-- name: versions_products [sqlite]
SELECT t.id, t.version
FROM json_each(@Ids) wanted
CROSS JOIN products t ON t.shop_id = @ShopId AND t.id = wanted.value

-- name: versions_products [sqlserver]
SELECT t.id, t.version
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN products t ON t.shop_id = @ShopId AND t.id = wanted.id

-- name: versions_stock [sqlite]
SELECT t.id, t.version
FROM json_each(@Ids) wanted
CROSS JOIN inventory_items t ON t.shop_id = @ShopId AND t.id = wanted.value

-- name: versions_stock [sqlserver]
SELECT t.id, t.version
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN inventory_items t ON t.shop_id = @ShopId AND t.id = wanted.id

-- name: versions_contracts [sqlite]
SELECT t.id, t.version
FROM json_each(@Ids) wanted
CROSS JOIN subscription_contracts t ON t.shop_id = @ShopId AND t.id = wanted.value

-- name: versions_contracts [sqlserver]
SELECT t.id, t.version
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN subscription_contracts t ON t.shop_id = @ShopId AND t.id = wanted.id

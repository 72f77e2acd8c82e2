-- Each of the first six words is in the product's title, the variant's, or the SKU. A shop's products are few: its own are walked through.
-- name: search
SELECT x.id
FROM (
  SELECT v.id, v.product_id, v.position, p.title, CONCAT(COALESCE(p.search_title, p.title), ' ', COALESCE(v.search_text, CONCAT(v.title, ' ', v.sku))) AS words
  FROM products p
  JOIN variants v ON v.shop_id = p.shop_id AND v.product_id = p.id
  WHERE p.shop_id = @ShopId AND p.is_deleted = 0
) x
WHERE x.words {binary} LIKE @Word1 {literal} AND x.words {binary} LIKE @Word2 {literal} AND x.words {binary} LIKE @Word3 {literal}
  AND x.words {binary} LIKE @Word4 {literal} AND x.words {binary} LIKE @Word5 {literal} AND x.words {binary} LIKE @Word6 {literal}
ORDER BY x.title {binary}, x.product_id, x.position, x.id {take(@Take)}

-- name: count
SELECT COUNT(*)
FROM products p
JOIN variants v ON v.shop_id = p.shop_id AND v.product_id = p.id
WHERE p.shop_id = @ShopId AND p.is_deleted = 0

-- name: list_titles
SELECT id, title, search_title FROM products WHERE shop_id = @ShopId AND is_deleted = 0 ORDER BY id {take(@Take)}

-- name: list_products_after
SELECT id, title FROM products WHERE shop_id = @ShopId AND id > @After ORDER BY id {take(@Take)}

-- name: list_variants_after
SELECT id, title, sku FROM variants WHERE shop_id = @ShopId AND id > @After ORDER BY id {take(@Take)}

-- name: set_product_words
UPDATE products SET search_title = @Words WHERE shop_id = @ShopId AND id = @Id AND search_title IS NULL

-- name: set_product_words [sqlserver]
UPDATE p SET search_title = r.words FROM products p
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', id BIGINT '$.id', words NVARCHAR(1000) '$.words') r ON r.shop_id = p.shop_id AND r.id = p.id
WHERE p.search_title IS NULL

-- name: set_variant_words
UPDATE variants SET search_text = @Words WHERE shop_id = @ShopId AND id = @Id AND search_text IS NULL

-- name: set_variant_words [sqlserver]
UPDATE v SET search_text = r.words FROM variants v
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', id BIGINT '$.id', words NVARCHAR(1000) '$.words') r ON r.shop_id = v.shop_id AND r.id = v.id
WHERE v.search_text IS NULL

-- name: list_variants_of
SELECT id FROM variants WHERE shop_id = @ShopId AND product_id IN (@Product1, @Product2, @Product3) ORDER BY product_id, position, id

-- name: find [sqlite]
-- CROSS JOIN keeps the order of the join: the few ids first.
SELECT v.id AS variant_id, v.product_id, v.inventory_item_id, p.title, v.title AS variant_title, v.sku, v.price, CASE WHEN i.is_tracked = 0 THEN 0 ELSE 1 END AS is_tracked,
  CASE WHEN b.variant_id IS NULL THEN 0 ELSE 1 END AS is_best_seller
FROM json_each(@Ids) wanted
CROSS JOIN variants v ON v.shop_id = @ShopId AND v.id = json_extract(wanted.value, '$.id')
CROSS JOIN products p ON p.shop_id = v.shop_id AND p.id = v.product_id AND p.is_deleted = 0
LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.id = v.inventory_item_id
LEFT JOIN best_sellers b ON b.shop_id = v.shop_id AND b.variant_id = v.id;
SELECT v.id AS variant_id, l.name AS location, s.available
FROM json_each(@Ids) wanted
CROSS JOIN variants v ON v.shop_id = @ShopId AND v.id = json_extract(wanted.value, '$.id')
CROSS JOIN inventory_levels s ON s.shop_id = v.shop_id AND s.inventory_item_id = v.inventory_item_id AND s.is_connected = 1
LEFT JOIN locations l ON l.shop_id = s.shop_id AND l.id = s.location_id
WHERE COALESCE(l.is_active, 1) = 1 AND COALESCE(l.is_deleted, 0) = 0
ORDER BY v.id, l.name {binary}, l.id

-- name: find [sqlserver]
SELECT v.id AS variant_id, v.product_id, v.inventory_item_id, p.title, v.title AS variant_title, v.sku, v.price, CASE WHEN i.is_tracked = 0 THEN 0 ELSE 1 END AS is_tracked,
  CASE WHEN b.variant_id IS NULL THEN 0 ELSE 1 END AS is_best_seller
FROM OPENJSON(@Ids) WITH (id BIGINT '$.id') wanted
JOIN variants v ON v.shop_id = @ShopId AND v.id = wanted.id
JOIN products p ON p.shop_id = v.shop_id AND p.id = v.product_id AND p.is_deleted = 0
LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.id = v.inventory_item_id
LEFT JOIN best_sellers b ON b.shop_id = v.shop_id AND b.variant_id = v.id;
SELECT v.id AS variant_id, l.name AS location, s.available
FROM OPENJSON(@Ids) WITH (id BIGINT '$.id') wanted
JOIN variants v ON v.shop_id = @ShopId AND v.id = wanted.id
JOIN inventory_levels s ON s.shop_id = v.shop_id AND s.inventory_item_id = v.inventory_item_id AND s.is_connected = 1
LEFT JOIN locations l ON l.shop_id = s.shop_id AND l.id = s.location_id
WHERE COALESCE(l.is_active, 1) = 1 AND COALESCE(l.is_deleted, 0) = 0
ORDER BY v.id, l.name {binary}, l.id

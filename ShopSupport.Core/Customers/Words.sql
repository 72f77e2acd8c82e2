-- name: add_here [sqlite]
INSERT INTO customer_words (rowid, shop_id, words) VALUES (last_insert_rowid(), @ShopId, @Words)

-- name: add_here [sqlserver]
INSERT INTO customer_words (customer_id, shop_id, words) VALUES (SCOPE_IDENTITY(), @ShopId, @Words)

-- name: set [sqlite]
INSERT OR REPLACE INTO customer_words (rowid, shop_id, words)
SELECT id, shop_id, @Words FROM customers WHERE shop_id = @ShopId AND shopify_id = @ShopifyId

-- name: set [sqlserver]
DELETE w FROM customer_words w
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', shopify_id BIGINT '$.shopify_id') r ON r.shop_id = w.shop_id
JOIN customers u ON u.shop_id = r.shop_id AND u.shopify_id = r.shopify_id AND u.id = w.customer_id;
INSERT INTO customer_words (customer_id, shop_id, words)
SELECT u.id, u.shop_id, r.words
FROM OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', shopify_id BIGINT '$.shopify_id', words NVARCHAR(MAX) '$.words') r
JOIN customers u ON u.shop_id = r.shop_id AND u.shopify_id = r.shopify_id

-- name: add [sqlite]
INSERT OR REPLACE INTO customer_words (rowid, shop_id, words) VALUES (@CustomerId, @ShopId, @Words)

-- name: add [sqlserver]
INSERT INTO customer_words (customer_id, shop_id, words)
SELECT r.customer_id, r.shop_id, r.words
FROM OPENJSON(@Rows) WITH (customer_id BIGINT '$.customer_id', shop_id BIGINT '$.shop_id', words NVARCHAR(MAX) '$.words') r
WHERE NOT EXISTS (SELECT 1 FROM customer_words w WHERE w.shop_id = r.shop_id AND w.customer_id = r.customer_id)

-- name: forget [sqlite]
DELETE FROM customer_words WHERE rowid = @ContactId AND shop_id = @ShopId

-- name: forget [sqlserver]
DELETE FROM customer_words WHERE customer_id = @ContactId AND shop_id = @ShopId

-- Rides ix_customers_shop.
-- name: list_after
SELECT id, first_name, last_name, email, phone FROM customers WHERE shop_id = @ShopId AND id > @After ORDER BY id {take(@Take)}

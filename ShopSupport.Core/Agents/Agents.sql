-- name: find
SELECT id, name, language, is_active FROM agents WHERE shop_id = @ShopId AND handle = @Handle

-- name: list
SELECT id, name FROM agents WHERE shop_id = @ShopId AND is_active = 1 ORDER BY name {binary}, id

-- name: has_company
SELECT CASE WHEN (SELECT COUNT(*) FROM agents WHERE shop_id = @ShopId AND shopify_user_id IS NOT NULL) > 1
  OR EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId AND is_outside = 1)
  OR EXISTS (SELECT 1 FROM outside_links WHERE shop_id = @ShopId) THEN 1 ELSE 0 END

-- name: add
INSERT INTO agents (shop_id, handle, name, created_at)
SELECT @ShopId, @Handle, @Name, @CreatedAt
WHERE NOT EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId AND handle = @Handle)

-- name: find_shopify_user
SELECT id, name, language, is_active FROM agents WHERE shop_id = @ShopId AND shopify_user_id = @UserId

-- name: add_shopify_user
INSERT INTO agents (shop_id, handle, name, created_at, shopify_user_id, email, language)
SELECT @ShopId, @Handle, @Name, @CreatedAt, @UserId, @Email, @Language
WHERE NOT EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId AND shopify_user_id = @UserId)

-- name: speak
UPDATE agents SET language = @Language WHERE shop_id = @ShopId AND id = @Id

-- name: find
SELECT id, name, language, is_active, is_manager FROM agents WHERE shop_id = @ShopId AND handle = @Handle

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
SELECT id, name, language, is_active, is_manager FROM agents WHERE shop_id = @ShopId AND shopify_user_id = @UserId

-- name: add_shopify_user
INSERT INTO agents (shop_id, handle, name, created_at, shopify_user_id, email, language, is_manager)
SELECT @ShopId, @Handle, @Name, @CreatedAt, @UserId, @Email, @Language,
       CASE WHEN EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId AND is_manager = 1) THEN 0 ELSE 1 END
WHERE NOT EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId AND shopify_user_id = @UserId)

-- name: speak
UPDATE agents SET language = @Language WHERE shop_id = @ShopId AND id = @Id

-- name: list_staff
SELECT id, name, is_manager FROM agents WHERE shop_id = @ShopId AND is_active = 1 AND is_outside = 0 ORDER BY is_manager DESC, name {binary}, id

-- name: lock_shop
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId

-- name: make_manager
UPDATE agents SET is_manager = 1 WHERE shop_id = @ShopId AND id = @Id AND is_active = 1 AND is_outside = 0 AND is_manager = 0

-- name: unmake_manager
UPDATE agents SET is_manager = 0 WHERE shop_id = @ShopId AND id = @Id AND is_manager = 1
  AND EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId AND is_manager = 1 AND is_active = 1 AND id <> @Id)

-- name: find_name
SELECT name FROM agents WHERE shop_id = @ShopId AND id = @Id

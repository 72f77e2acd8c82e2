-- name: find
SELECT id, name FROM agents WHERE shop_id = @ShopId AND handle = @Handle

-- name: list
SELECT id, name FROM agents WHERE shop_id = @ShopId AND is_active = 1 ORDER BY name {binary}, id

-- name: add
INSERT INTO agents (shop_id, handle, name, created_at)
SELECT @ShopId, @Handle, @Name, @CreatedAt
WHERE NOT EXISTS (SELECT 1 FROM agents WHERE shop_id = @ShopId AND handle = @Handle)

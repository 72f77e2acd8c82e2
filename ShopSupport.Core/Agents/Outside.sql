-- name: find_door
SELECT is_open FROM outside_doors WHERE shop_id = @ShopId

-- name: move_door
UPDATE outside_doors SET is_open = @IsOpen, changed_at = @Now WHERE shop_id = @ShopId

-- name: add_door
INSERT INTO outside_doors (shop_id, is_open, changed_at)
SELECT @ShopId, @IsOpen, @Now
WHERE NOT EXISTS (SELECT 1 FROM outside_doors WHERE shop_id = @ShopId)

-- name: add_link
INSERT INTO outside_links (shop_id, token_hash, agent_id, name, made_by, made_at, expires_at)
VALUES (@ShopId, @TokenHash, @AgentId, @Name, @MadeBy, @Now, @ExpiresAt)

-- name: delete_old_links
DELETE FROM outside_links WHERE shop_id = @ShopId AND expires_at < @Before

-- name: take_back_links
DELETE FROM outside_links WHERE shop_id = @ShopId AND agent_id = @AgentId AND used_at IS NULL

-- name: find_link
SELECT l.agent_id, l.name
FROM outside_links l
JOIN outside_doors d ON d.shop_id = l.shop_id AND d.is_open = 1
WHERE l.shop_id = @ShopId AND l.token_hash = @TokenHash AND l.used_at IS NULL AND l.expires_at > @Now

-- name: use_link
UPDATE outside_links SET used_at = @Now
WHERE shop_id = @ShopId AND token_hash = @TokenHash AND used_at IS NULL AND expires_at > @Now

-- name: add
INSERT INTO agents (shop_id, handle, name, created_at, is_outside)
VALUES (@ShopId, @Handle, @Name, @Now, 1)

-- name: find
SELECT a.id, a.name, a.language, a.is_active
FROM agents a
JOIN outside_doors d ON d.shop_id = a.shop_id AND d.is_open = 1
WHERE a.shop_id = @ShopId AND a.id = @Id AND a.is_outside = 1 AND a.is_active = 1

-- name: find_by_handle
SELECT id, name, language, is_active FROM agents WHERE shop_id = @ShopId AND handle = @Handle

-- name: list
SELECT id, name, language, is_active FROM agents WHERE shop_id = @ShopId AND is_outside = 1 ORDER BY is_active DESC, name {binary}, id

-- name: list_invited
SELECT token_hash AS "key", name, expires_at FROM outside_links
WHERE shop_id = @ShopId AND agent_id IS NULL AND used_at IS NULL AND expires_at > @Now
ORDER BY made_at, token_hash

-- name: find_invited
SELECT name FROM outside_links
WHERE shop_id = @ShopId AND token_hash = @TokenHash AND agent_id IS NULL AND used_at IS NULL

-- name: withdraw
DELETE FROM outside_links WHERE shop_id = @ShopId AND token_hash = @TokenHash AND agent_id IS NULL AND used_at IS NULL

-- name: set_active
UPDATE agents SET is_active = @IsActive WHERE shop_id = @ShopId AND id = @Id AND is_outside = 1

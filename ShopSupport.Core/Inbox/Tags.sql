-- name: give
UPDATE conversation_tags SET uses = uses + 1, used_at = @Now WHERE shop_id = @ShopId AND name = @Name;
INSERT INTO conversation_tags (shop_id, name, used_at, uses)
SELECT @ShopId, @Name, @Now, 1
WHERE NOT EXISTS (SELECT 1 FROM conversation_tags WHERE shop_id = @ShopId AND name = @Name)

-- name: take
UPDATE conversation_tags SET uses = uses - 1 WHERE shop_id = @ShopId AND name = @Name;
DELETE FROM conversation_tags WHERE shop_id = @ShopId AND name = @Name AND uses <= 0

-- name: list_tags
SELECT name FROM conversation_tags WHERE shop_id = @ShopId ORDER BY used_at DESC, name {take(@Take)}

-- name: use_tag
UPDATE conversation_tags SET used_at = @Now WHERE shop_id = @ShopId AND name = @Name;
INSERT INTO conversation_tags (shop_id, name, used_at)
SELECT @ShopId, @Name, @Now
WHERE NOT EXISTS (SELECT 1 FROM conversation_tags WHERE shop_id = @ShopId AND name = @Name)

-- name: list_tags
SELECT name FROM conversation_tags WHERE shop_id = @ShopId ORDER BY used_at DESC, name {take(@Take)}

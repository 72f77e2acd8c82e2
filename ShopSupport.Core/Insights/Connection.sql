-- name: find
SELECT s.domain, s.installed_at, u.uninstalled_at, a.problem, a.renewed_at, a.scopes, g.scopes AS told_scopes, g.version AS told_version
FROM shops s
LEFT JOIN shop_uninstalls u ON u.shop_id = s.id
LEFT JOIN shop_access a ON a.shop_id = s.id
LEFT JOIN shop_scopes g ON g.shop_id = s.id
WHERE s.id = @ShopId

-- Rides ix_conversations_channel: its last entry of one channel.
-- name: last_in_channel
SELECT last_message_at FROM conversations WHERE shop_id = @ShopId AND channel = @Channel ORDER BY last_message_at DESC {take(1)}

-- name: has_read
SELECT CASE WHEN EXISTS (SELECT 1 FROM conversation_reads WHERE shop_id = @ShopId) THEN 1 ELSE 0 END

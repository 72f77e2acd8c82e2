-- An empty text stays until its message is said or the purge takes it: what was written before it may come after it.

-- name: keep
UPDATE drafts SET body = @Body, begun_at = CASE WHEN body = '' THEN @Now ELSE begun_at END, saved_at = @Now, message_key = @MessageKey, revision = @Revision
WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND agent_id = @AgentId AND kind = @Kind
  AND (message_key <> @MessageKey OR revision <= @Revision)
  AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.shop_id = @ShopId AND m.source = 'desk' AND m.message_key = @MessageKey)

-- Two tabs begin one after the other.
-- name: lock_shop
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId

-- name: begin
INSERT INTO drafts (shop_id, conversation_id, agent_id, kind, body, begun_at, saved_at, message_key, revision)
SELECT c.shop_id, c.id, a.id, @Kind, @Body, @Now, @Now, @MessageKey, @Revision
FROM conversations c
JOIN agents a ON a.shop_id = c.shop_id AND a.id = @AgentId
WHERE c.shop_id = @ShopId AND c.id = @ConversationId AND NOT EXISTS (
  SELECT 1 FROM drafts d WHERE d.shop_id = c.shop_id AND d.conversation_id = c.id AND d.agent_id = a.id AND d.kind = @Kind)
  AND NOT EXISTS (SELECT 1 FROM messages m WHERE m.shop_id = @ShopId AND m.source = 'desk' AND m.message_key = @MessageKey)

-- name: look
SELECT COUNT(*) FROM conversations WHERE shop_id = @ShopId AND id = @ConversationId;
SELECT COUNT(*) FROM messages WHERE shop_id = @ShopId AND source = 'desk' AND message_key = @MessageKey;
SELECT body FROM drafts WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND agent_id = @AgentId AND kind = @Kind

-- name: end
DELETE FROM drafts
WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND agent_id = @AgentId AND kind = @Kind

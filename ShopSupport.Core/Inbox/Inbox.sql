-- name: list_waiting
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_text, c.assignee_id, c.outcome, a.name AS assignee_name, u.first_name, u.last_name, u.email, u.phone
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.waiting_since IS NOT NULL
  AND c.waiting_since >= @At AND (c.waiting_since > @At OR c.id > @Id)
ORDER BY c.waiting_since, c.id {take(@Take)}

-- name: list_mine
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_text, c.assignee_id, c.outcome, a.name AS assignee_name, u.first_name, u.last_name, u.email, u.phone
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.assignee_id = @AgentId
  AND c.last_message_at <= @At AND (c.last_message_at < @At OR c.id < @Id)
ORDER BY c.last_message_at DESC, c.id DESC {take(@Take)}

-- name: list_unassigned
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_text, c.assignee_id, c.outcome, a.name AS assignee_name, u.first_name, u.last_name, u.email, u.phone
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.assignee_id IS NULL
  AND c.last_message_at <= @At AND (c.last_message_at < @At OR c.id < @Id)
ORDER BY c.last_message_at DESC, c.id DESC {take(@Take)}

-- name: list_status
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_text, c.assignee_id, c.outcome, a.name AS assignee_name, u.first_name, u.last_name, u.email, u.phone
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.status = @Status
  AND c.last_message_at <= @At AND (c.last_message_at < @At OR c.id < @Id)
ORDER BY c.last_message_at DESC, c.id DESC {take(@Take)}

-- name: list_all
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_text, c.assignee_id, c.outcome, a.name AS assignee_name, u.first_name, u.last_name, u.email, u.phone
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
WHERE c.shop_id = @ShopId
  AND c.last_message_at <= @At AND (c.last_message_at < @At OR c.id < @Id)
ORDER BY c.last_message_at DESC, c.id DESC {take(@Take)}

-- name: count
SELECT
  COALESCE(SUM(CASE WHEN status = 'open' AND is_waiting = 1 THEN total ELSE 0 END), 0) AS waiting,
  COALESCE(SUM(CASE WHEN status = 'open' AND assignee_id = @AgentId AND assignee_id > 0 THEN total ELSE 0 END), 0) AS mine,
  COALESCE(SUM(CASE WHEN status = 'open' AND assignee_id = 0 THEN total ELSE 0 END), 0) AS unassigned,
  COALESCE(SUM(CASE WHEN status = 'snoozed' THEN total ELSE 0 END), 0) AS snoozed,
  COALESCE(SUM(CASE WHEN status = 'closed' THEN total ELSE 0 END), 0) AS closed,
  COALESCE(SUM(total), 0) AS everything
FROM conversation_counts
WHERE shop_id = @ShopId

-- name: find
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_text, c.assignee_id, c.outcome, a.name AS assignee_name, u.first_name, u.last_name, u.email, u.phone,
  c.language, c.created_at,
  (SELECT MIN(h.handle) FROM customer_handles h
   WHERE h.shop_id = c.shop_id AND h.customer_id = c.customer_id AND h.channel = c.channel) AS handle
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
WHERE c.id = @ConversationId AND c.shop_id = @ShopId;
SELECT id, kind, author, agent_id, body, sent_at
FROM messages
WHERE shop_id = @ShopId AND conversation_id = @ConversationId
ORDER BY sent_at DESC, id DESC {take(@Take)}

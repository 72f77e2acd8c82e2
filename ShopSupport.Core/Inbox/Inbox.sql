-- Shopify's merges: the list shows who is left.
-- part: row
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_text, c.assignee_id, c.outcome, c.address, a.name AS assignee_name,
  CASE WHEN k.id IS NULL THEN u.first_name ELSE k.first_name END AS first_name,
  CASE WHEN k.id IS NULL THEN u.last_name ELSE k.last_name END AS last_name,
  CASE WHEN k.id IS NULL THEN u.email ELSE k.email END AS email,
  CASE WHEN k.id IS NULL THEN u.phone ELSE k.phone END AS phone
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN customer_merges m ON m.shop_id = u.shop_id AND m.deleted_id = u.shopify_id
LEFT JOIN customers k ON k.shop_id = m.shop_id AND k.shopify_id = m.root_id
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id

-- part: older
  AND c.last_message_at <= @At AND (c.last_message_at < @At OR c.id < @Id)
ORDER BY c.last_message_at DESC, c.id DESC {take(@Take)}

-- name: list_waiting
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.waiting_since IS NOT NULL
  AND c.waiting_since >= @At AND (c.waiting_since > @At OR c.id > @Id)
ORDER BY c.waiting_since, c.id {take(@Take)}

-- name: list_mine
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.assignee_id = @AgentId
{part(older)}

-- name: list_unassigned
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.assignee_id IS NULL
{part(older)}

-- name: list_status
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = @Status
{part(older)}

-- name: list_all
{part(row)}
WHERE c.shop_id = @ShopId
{part(older)}

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
{part(row)}
WHERE c.id = @ConversationId AND c.shop_id = @ShopId;
SELECT language, created_at FROM conversations WHERE id = @ConversationId AND shop_id = @ShopId;
SELECT id, kind, author, agent_id, body, sent_at
FROM messages
WHERE shop_id = @ShopId AND conversation_id = @ConversationId
ORDER BY sent_at DESC, id DESC {take(@Take)}

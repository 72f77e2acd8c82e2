-- parts of: Customers.Person.sql

-- part: row
SELECT c.id, c.number, c.customer_id, c.channel, c.subject, c.status, c.waiting_since, c.last_message_at, c.last_message_kind,
  c.last_message_by, c.last_message_text, c.assignee_id, c.outcome, c.address, c.tags AS kept_tags, c.snoozed_until, c.newest_message_id, a.name AS assignee_name,
  CASE WHEN c.waiting_since IS NOT NULL AND COALESCE(r.seen_id, 0) < c.newest_message_id THEN 1 ELSE 0 END AS is_unread,
  CASE WHEN EXISTS (SELECT 1 FROM drafts d
    WHERE d.shop_id = c.shop_id AND d.conversation_id = c.id AND d.agent_id = @AgentId AND d.body <> '') THEN 1 ELSE 0 END AS has_draft,
  {part(person_name)}
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
{part(person_left)}
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
LEFT JOIN conversation_reads r ON r.shop_id = c.shop_id AND r.conversation_id = c.id AND r.agent_id = @AgentId

-- part: older
  AND c.last_message_at <= @At AND (c.last_message_at < @At OR c.id < @Id)
ORDER BY c.last_message_at DESC, c.id DESC {take(@Take)}

-- name: list_waiting
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.waiting_since IS NOT NULL
  AND c.waiting_since >= @At AND (c.waiting_since > @At OR c.id > @Id)
ORDER BY c.waiting_since, c.id {take(@Take)}

-- name: list_snoozed
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'snoozed' AND c.snoozed_until IS NOT NULL
  AND c.snoozed_until >= @At AND (c.snoozed_until > @At OR c.id > @Id)
ORDER BY c.snoozed_until, c.id {take(@Take)}

-- name: list_mine
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.assignee_id = @AgentId
{part(older)}

-- name: list_unassigned
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.assignee_id IS NULL
{part(older)}

-- name: list_closed
{part(row)}
WHERE c.shop_id = @ShopId AND c.status = 'closed'
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
SELECT c.language, c.created_at,
  (SELECT COUNT(*) FROM messages m WHERE m.shop_id = c.shop_id AND m.conversation_id = c.id) AS message_count
FROM conversations c
WHERE c.id = @ConversationId AND c.shop_id = @ShopId;
SELECT id, kind, author, agent_id, body, sent_at, CASE WHEN source = 'desk' AND kind = 'agent' THEN 1 ELSE 0 END AS is_kept_here
FROM messages
WHERE shop_id = @ShopId AND conversation_id = @ConversationId
ORDER BY sent_at DESC, id DESC {take(@Take)};
SELECT e.entry_key AS "key", e.kind, e.received_at AS at, e.until_at, e.text, e.assignee_id, a.name AS agent_name, b.name AS assignee_name
FROM conversation_events e
LEFT JOIN agents a ON a.id = e.agent_id AND a.shop_id = e.shop_id
LEFT JOIN agents b ON b.id = e.assignee_id AND b.shop_id = e.shop_id
WHERE e.shop_id = @ShopId AND e.conversation_id = @ConversationId AND e.entry_key LIKE 'act/%'
ORDER BY e.learnt_at DESC, e.received_at DESC, e.entry_key DESC {take(@Take)};
SELECT d.agent_id, a.name AS agent_name, d.kind, d.body, d.begun_at, d.saved_at
FROM drafts d
JOIN agents a ON a.id = d.agent_id AND a.shop_id = d.shop_id
WHERE d.shop_id = @ShopId AND d.conversation_id = @ConversationId AND d.body <> ''
ORDER BY d.begun_at, d.agent_id, d.kind

-- name: list_titles
SELECT id, number, subject FROM conversations WHERE shop_id = @ShopId AND id IN @Ids

-- Whose time is over though nothing is left that would wake them.
-- name: list_overslept
SELECT c.id, c.snoozed_until
FROM conversations c
WHERE c.shop_id = @ShopId AND c.status = 'snoozed' AND c.snoozed_until IS NOT NULL AND c.snoozed_until < @Before
  AND NOT EXISTS (
    SELECT 1 FROM work w
    WHERE w.shop_id = c.shop_id AND w.kind = @Kind AND w.work_key = CONCAT('', c.id) AND w.visible_at IS NOT NULL)
ORDER BY c.snoozed_until, c.id {take(@Take)}

-- Only a message of that conversation can have been seen.
-- name: see
UPDATE conversation_reads SET seen_id = @SeenId, seen_at = @Now
WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND agent_id = @AgentId AND seen_id < @SeenId
  AND EXISTS (SELECT 1 FROM messages m WHERE m.id = @SeenId AND m.shop_id = @ShopId AND m.conversation_id = @ConversationId);
INSERT INTO conversation_reads (shop_id, conversation_id, agent_id, seen_id, seen_at)
SELECT m.shop_id, m.conversation_id, @AgentId, @SeenId, @Now FROM messages m
WHERE m.id = @SeenId AND m.shop_id = @ShopId AND m.conversation_id = @ConversationId AND NOT EXISTS (
  SELECT 1 FROM conversation_reads r WHERE r.shop_id = m.shop_id AND r.conversation_id = m.conversation_id AND r.agent_id = @AgentId)

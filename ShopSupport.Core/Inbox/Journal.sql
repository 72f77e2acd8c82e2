-- Several statements of one round trip: what a message needs to know before it is written, and all that it writes.

-- The customer is told of as the one who is left of merges.
-- part: thread
SELECT c.id, c.customer_id, COALESCE(m.root_id, u.shopify_id) AS shopify_customer_id, c.status, c.assignee_id, c.waiting_since, c.snoozed_until,
  c.closed_at, c.outcome, c.tags, c.subject, c.subject_at, c.language, c.language_at, c.address, c.address_at, c.created_at,
  c.last_message_at, c.last_message_kind, c.last_message_by, c.last_message_text, c.learnt_at, c.acted_at
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
LEFT JOIN customer_merges m ON m.shop_id = u.shop_id AND m.deleted_id = u.shopify_id

-- What others said after what the agent knew. History that comes in late is nothing new.
-- part: newer
SELECT COUNT(*) FROM messages m
WHERE m.shop_id = @ShopId AND m.conversation_id = @ConversationId AND m.id > @Seen AND m.kind IN ('customer', 'agent') AND COALESCE(m.agent_id, 0) <> @AgentId
  AND NOT EXISTS (
    SELECT 1 FROM conversation_events e
    WHERE e.shop_id = m.shop_id AND e.conversation_id = m.conversation_id AND e.entry_key = CONCAT(m.source, '/', m.message_key) AND e.is_imported = 1)

-- name: look
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId;
SELECT COUNT(*) FROM messages WHERE shop_id = @ShopId AND source = @Source AND message_key = @MessageKey;
{part(thread)}
WHERE c.shop_id = @ShopId AND c.channel = @Channel AND c.mailbox = @Mailbox AND c.thread_key = @ThreadKey;
SELECT id, name FROM agents WHERE shop_id = @ShopId AND handle = @AgentHandle

-- name: look_at
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId;
SELECT id, kind, author, agent_id, body, sent_at FROM messages WHERE shop_id = @ShopId AND source = @Source AND message_key = @MessageKey;
{part(thread)}
WHERE c.shop_id = @ShopId AND c.id = @ConversationId;
SELECT id, name FROM agents WHERE shop_id = @ShopId AND id = @AgentId;
{part(newer)}

-- name: look_to_wake
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId;
{part(thread)}
WHERE c.shop_id = @ShopId AND c.id = @ConversationId

-- name: look_to_act
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId;
{part(thread)}
WHERE c.shop_id = @ShopId AND c.id = @ConversationId;
SELECT id, name FROM agents WHERE shop_id = @ShopId AND id = @AgentId;
SELECT id, name FROM agents WHERE shop_id = @ShopId AND id = @AssigneeId AND is_active = 1;
SELECT learnt_at, received_at, entry_key, kind, is_imported, agent_id, assignee_id, until_at, text
FROM conversation_events
WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND entry_key = @Key;
SELECT COUNT(*) FROM conversation_events
WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND kind = 'undone' AND text = @Key;
{part(newer)};
SELECT COUNT(*) FROM conversation_events WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND entry_key = @ActKey

-- name: has_entry
SELECT COUNT(*) FROM conversation_events WHERE shop_id = @ShopId AND conversation_id = @ConversationId AND entry_key = @EntryKey

-- name: open
UPDATE shops SET last_conversation_number = last_conversation_number + 1 WHERE id = @ShopId;
INSERT INTO conversations
  (shop_id, number, customer_id, channel, mailbox, thread_key, subject, status, last_message_at, last_message_kind, last_message_text, created_at)
SELECT @ShopId, last_conversation_number, @CustomerId, @Channel, @Mailbox, @ThreadKey, '', 'open', @At, 'customer', '', @At
FROM shops WHERE id = @ShopId;
{part(thread)}
WHERE c.shop_id = @ShopId AND c.channel = @Channel AND c.mailbox = @Mailbox AND c.thread_key = @ThreadKey

-- name: belong
UPDATE conversations SET customer_id = @CustomerId
WHERE shop_id = @ShopId AND channel = @Channel AND mailbox = @Mailbox AND thread_key = @ThreadKey;
{part(thread)}
WHERE c.shop_id = @ShopId AND c.channel = @Channel AND c.mailbox = @Mailbox AND c.thread_key = @ThreadKey

-- name: list_entries
SELECT learnt_at, received_at, entry_key, kind, is_imported, agent_id, assignee_id, until_at, text
FROM conversation_events
WHERE shop_id = @ShopId AND conversation_id = @ConversationId
ORDER BY learnt_at, received_at, entry_key

-- name: add_message
INSERT INTO messages (shop_id, conversation_id, source, message_key, kind, agent_id, author, body, sent_at)
VALUES (@ShopId, @ConversationId, @Source, @MessageKey, @MessageKind, @MessageAgentId, @Author, @Body, @SentAt)

-- name: add_entry
INSERT INTO conversation_events
  (shop_id, conversation_id, learnt_at, received_at, entry_key, kind, is_imported, agent_id, assignee_id, until_at, text)
VALUES (@ShopId, @ConversationId, @LearntAt, @ReceivedAt, @EntryKey, @Kind, @IsImported, @AgentId, @EntryAssigneeId, @UntilAt, @Text)

-- name: update
UPDATE conversations
SET status = @Status, assignee_id = @AssigneeId, waiting_since = @WaitingSince, snoozed_until = @SnoozedUntil,
  closed_at = @ClosedAt, outcome = @Outcome, tags = @Tags, subject = @Subject, subject_at = @SubjectAt, language = @Language,
  language_at = @LanguageAt, address = @Address, address_at = @AddressAt, created_at = @CreatedAt,
  last_message_at = @LastMessageAt, last_message_kind = @LastMessageKind, last_message_by = @LastMessageBy,
  last_message_text = @LastMessageText, learnt_at = @FoldedAt, acted_at = @ActedAt,
  newest_message_id = CASE WHEN @MessageKey IS NULL OR @IsImported = 1 THEN newest_message_id ELSE (
    SELECT m.id FROM messages m WHERE m.shop_id = @ShopId AND m.source = @Source AND m.message_key = @MessageKey) END
WHERE shop_id = @ShopId AND id = @ConversationId

-- name: move
UPDATE conversation_counts SET total = total - 1
WHERE shop_id = @ShopId AND status = @FromStatus AND is_waiting = @FromWaiting AND assignee_id = @FromAssignee;
INSERT INTO conversation_counts (shop_id, status, is_waiting, assignee_id, total)
SELECT @ShopId, @Status, @ToWaiting, @ToAssignee, 0
WHERE NOT EXISTS (
  SELECT 1 FROM conversation_counts
  WHERE shop_id = @ShopId AND status = @Status AND is_waiting = @ToWaiting AND assignee_id = @ToAssignee);
UPDATE conversation_counts SET total = total + 1
WHERE shop_id = @ShopId AND status = @Status AND is_waiting = @ToWaiting AND assignee_id = @ToAssignee

-- name: find_message
SELECT id, kind, author, agent_id, body, sent_at FROM messages WHERE shop_id = @ShopId AND source = @Source AND message_key = @MessageKey

-- name: find_country
SELECT country FROM shop_profiles WHERE shop_id = @ShopId

-- name: lock
SELECT 1 WHERE 1 = 0

-- name: lock [sqlserver]
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId

-- name: is_known
SELECT 1 FROM messages WHERE shop_id = @ShopId AND message_key = @MessageKey

-- name: find_thread
SELECT c.id, c.customer_id, u.shopify_id AS shopify_customer_id, c.status, c.assignee_id, c.waiting_since, c.snoozed_until,
  c.closed_at, c.outcome, c.subject, c.subject_at, c.language, c.language_at, c.created_at, c.last_message_at
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.channel = @Channel AND c.thread_key = @ThreadKey

-- name: find_conversation
SELECT c.id, c.customer_id, u.shopify_id AS shopify_customer_id, c.status, c.assignee_id, c.waiting_since, c.snoozed_until,
  c.closed_at, c.outcome, c.subject, c.subject_at, c.language, c.language_at, c.created_at, c.last_message_at
FROM conversations c
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.id = @ConversationId

-- name: open
UPDATE shops SET last_conversation_number = last_conversation_number + 1 WHERE id = @ShopId;
INSERT INTO conversations
  (shop_id, number, customer_id, channel, thread_key, subject, status, last_message_at, last_message_kind, last_message_text, created_at)
SELECT @ShopId, last_conversation_number, @CustomerId, @Channel, @ThreadKey, '', 'open', @SentAt, @Kind, '', @SentAt
FROM shops WHERE id = @ShopId

-- name: add_message
INSERT INTO messages (shop_id, conversation_id, message_key, kind, agent_id, author, body, sent_at)
VALUES (@ShopId, @ConversationId, @MessageKey, @Kind, @AgentId, @Author, @Body, @SentAt)

-- name: find_message
SELECT id, kind, author, agent_id, body, sent_at
FROM messages
WHERE shop_id = @ShopId AND message_key = @MessageKey AND conversation_id = @ConversationId

-- name: list_steps
SELECT message_key, kind, agent_id, author, body, sent_at
FROM messages
WHERE shop_id = @ShopId AND conversation_id = @ConversationId

-- name: update_conversation
UPDATE conversations
SET status = @Status, assignee_id = @AssigneeId, waiting_since = @WaitingSince, snoozed_until = @SnoozedUntil,
  closed_at = @ClosedAt, outcome = @Outcome, subject = @Subject, subject_at = @SubjectAt, language = @Language,
  language_at = @LanguageAt, created_at = @CreatedAt, last_message_at = @LastMessageAt, last_message_kind = @LastMessageKind,
  last_message_by = @LastMessageBy, last_message_text = @LastMessageText
WHERE shop_id = @ShopId AND id = @ConversationId

-- name: count
UPDATE conversation_counts SET total = total + @Change
WHERE shop_id = @ShopId AND status = @Status AND is_waiting = @IsWaiting AND assignee_id = @AssigneeId

-- name: add_count
INSERT INTO conversation_counts (shop_id, status, is_waiting, assignee_id, total)
VALUES (@ShopId, @Status, @IsWaiting, @AssigneeId, @Change)

-- name: recognise
SELECT customer_id, 1 AS priority FROM customer_handles WHERE shop_id = @ShopId AND channel = @Channel AND handle = @Handle
UNION ALL
SELECT customer_id, 2 AS priority FROM customer_handles WHERE shop_id = @ShopId AND channel = 'mail' AND handle = @Email
UNION ALL
SELECT customer_id, 3 AS priority FROM customer_handles WHERE shop_id = @ShopId AND channel = 'phone' AND handle = @Phone
UNION ALL
SELECT MIN(id), 4 AS priority FROM customers WHERE shop_id = @ShopId AND email = @Email AND is_deleted = 0
UNION ALL
SELECT MIN(id), 5 AS priority FROM customers WHERE shop_id = @ShopId AND phone = @Phone AND is_deleted = 0
ORDER BY priority

-- name: add_customer [sqlite]
INSERT INTO customers (shop_id, last_name, email, phone) VALUES (@ShopId, @Name, @Email, @Phone) RETURNING id

-- name: add_customer [sqlserver]
INSERT INTO customers (shop_id, last_name, email, phone) OUTPUT inserted.id VALUES (@ShopId, @Name, @Email, @Phone)

-- name: add_handles
INSERT INTO customer_handles (shop_id, channel, handle, customer_id)
SELECT @ShopId, @Channel, @Handle, @CustomerId
WHERE @Handle IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer_handles WHERE shop_id = @ShopId AND channel = @Channel AND handle = @Handle);
INSERT INTO customer_handles (shop_id, channel, handle, customer_id)
SELECT @ShopId, 'mail', @Email, @CustomerId
WHERE @Email IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer_handles WHERE shop_id = @ShopId AND channel = 'mail' AND handle = @Email);
INSERT INTO customer_handles (shop_id, channel, handle, customer_id)
SELECT @ShopId, 'phone', @Phone, @CustomerId
WHERE @Phone IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM customer_handles WHERE shop_id = @ShopId AND channel = 'phone' AND handle = @Phone)

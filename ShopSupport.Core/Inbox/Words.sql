-- The words of a message stand beside it: written in the statement behind it, or for one that was there before.

-- name: add_here [sqlite]
INSERT INTO message_words (rowid, shop_id, words) VALUES (last_insert_rowid(), @ShopId, @Words)

-- name: add_here [sqlserver]
INSERT INTO message_words (message_id, shop_id, words) VALUES (SCOPE_IDENTITY(), @ShopId, @Words)

-- name: add [sqlite]
INSERT OR REPLACE INTO message_words (rowid, shop_id, words) VALUES (@MessageId, @ShopId, @Words)

-- name: add [sqlserver]
INSERT INTO message_words (message_id, shop_id, words)
SELECT r.message_id, r.shop_id, r.words
FROM OPENJSON(@Rows) WITH (message_id BIGINT '$.message_id', shop_id BIGINT '$.shop_id', words NVARCHAR(MAX) '$.words') r
WHERE NOT EXISTS (SELECT 1 FROM message_words w WHERE w.shop_id = r.shop_id AND w.message_id = r.message_id)

-- Rides ux_conversations_number; a subject goes with a conversation's first message.
-- name: list_before
SELECT n.number, m.id AS message_id, m.body,
  CASE WHEN m.id = (SELECT MIN(e.id) FROM messages e WHERE e.shop_id = m.shop_id AND e.conversation_id = m.conversation_id) THEN n.subject END AS subject
FROM (
  SELECT c.shop_id, c.id, c.number, c.subject FROM conversations c
  WHERE c.shop_id = @ShopId AND c.number < @Before
  ORDER BY c.number DESC {take(@Take)}
) n
LEFT JOIN messages m ON m.shop_id = n.shop_id AND m.conversation_id = n.id
ORDER BY n.number DESC, m.id DESC

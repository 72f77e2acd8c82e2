-- The words of a message stand beside it, under a key that begins with the time (see MessageWords): written in the statement
-- behind it, or for one that was there before.

-- name: add_here [sqlite]
INSERT INTO message_words (rowid, shop_id, words) VALUES (@SentKey + last_insert_rowid(), @ShopId, @Words)

-- name: add_here [sqlserver]
INSERT INTO message_words (message_key, shop_id, words) VALUES (@SentKey + CAST(SCOPE_IDENTITY() AS BIGINT), @ShopId, @Words)

-- name: add [sqlite]
INSERT OR REPLACE INTO message_words (rowid, shop_id, words) VALUES (@MessageKey, @ShopId, @Words)

-- name: add [sqlserver]
INSERT INTO message_words (message_key, shop_id, words)
SELECT r.message_key, r.shop_id, r.words
FROM OPENJSON(@Rows) WITH (message_key BIGINT '$.message_key', shop_id BIGINT '$.shop_id', words NVARCHAR(MAX) '$.words') r
WHERE NOT EXISTS (SELECT 1 FROM message_words w WHERE w.shop_id = r.shop_id AND w.message_key = r.message_key)

-- Rides ux_conversations_number.
-- name: list_before
SELECT n.number, n.subject, m.id AS message_id, m.body, m.sent_at
FROM (
  SELECT c.shop_id, c.id, c.number, c.subject FROM conversations c
  WHERE c.shop_id = @ShopId AND c.number <= @Number
  ORDER BY c.number DESC {take(@Conversations)}
) n
LEFT JOIN messages m ON m.shop_id = n.shop_id AND m.conversation_id = n.id AND (n.number < @Number OR m.id > @After)
ORDER BY n.number DESC, m.id {take(@Take)}

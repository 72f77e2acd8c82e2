-- What is found comes as ids first, then as the rows that are shown. A CROSS JOIN keeps the order of the join on SQLite:
-- the few ids first.

-- Of the messages that were sent last, each conversation's newest: the index's key begins with the time and ends with the
-- message's id (see MessageWords). On SQLite the row of the greatest stands for its group, and window functions cost more
-- than all the rest.
-- name: find_messages [sqlite]
SELECT m.id AS message_id, m.conversation_id, MAX(m.sent_at) AS sent_at, COUNT(*) AS hits
FROM (SELECT f.rowid AS message_key FROM message_words(@Question) f ORDER BY f.rowid DESC LIMIT @Most) w
CROSS JOIN messages m
WHERE m.id = w.message_key % 4294967296 AND m.shop_id = @ShopId
GROUP BY m.conversation_id
ORDER BY MAX(m.sent_at) DESC, m.id DESC LIMIT @Cap

-- name: find_messages [sqlserver]
SELECT x.message_id, x.conversation_id, x.sent_at, x.hits
FROM (
  SELECT m.id AS message_id, m.conversation_id, m.sent_at, COUNT(*) OVER (PARTITION BY m.conversation_id) AS hits,
    ROW_NUMBER() OVER (PARTITION BY m.conversation_id ORDER BY m.sent_at DESC, m.id DESC) AS place
  FROM (
    SELECT f.shop_id, f.message_key FROM message_words f
    WHERE f.shop_id = @ShopId AND CONTAINS(f.words, @Question)
    ORDER BY f.message_key DESC OFFSET 0 ROWS FETCH NEXT @Most ROWS ONLY
  ) w
  JOIN messages m ON m.shop_id = w.shop_id AND m.id = CAST(w.message_key % 4294967296 AS BIGINT)
) x
WHERE x.place = 1
ORDER BY x.sent_at DESC, x.message_id DESC OFFSET 0 ROWS FETCH NEXT @Cap ROWS ONLY

-- The same messages with their texts, to look for the beginning of a word in them.
-- name: list_messages_found [sqlite]
SELECT m.id AS message_id, m.conversation_id, m.sent_at, m.body, c.subject
FROM (SELECT f.rowid AS message_key FROM message_words(@Question) f ORDER BY f.rowid DESC LIMIT @Most) w
CROSS JOIN messages m
CROSS JOIN conversations c
WHERE m.id = w.message_key % 4294967296 AND m.shop_id = @ShopId AND c.id = m.conversation_id AND c.shop_id = m.shop_id
ORDER BY m.sent_at DESC, m.id DESC

-- name: list_messages_found [sqlserver]
SELECT m.id AS message_id, m.conversation_id, m.sent_at, m.body, c.subject
FROM (
  SELECT f.shop_id, f.message_key FROM message_words f
  WHERE f.shop_id = @ShopId AND CONTAINS(f.words, @Question)
  ORDER BY f.message_key DESC OFFSET 0 ROWS FETCH NEXT @Most ROWS ONLY
) w
JOIN messages m ON m.shop_id = w.shop_id AND m.id = CAST(w.message_key % 4294967296 AS BIGINT)
JOIN conversations c ON c.shop_id = m.shop_id AND c.id = m.conversation_id
ORDER BY m.sent_at DESC, m.id DESC

-- name: find_customers [sqlite]
SELECT f.rowid AS id FROM customer_words(@Question) f ORDER BY f.rowid DESC LIMIT @Most

-- name: find_customers [sqlserver]
SELECT f.customer_id AS id FROM customer_words f
WHERE f.shop_id = @ShopId AND CONTAINS(f.words, @Question)
ORDER BY f.customer_id DESC OFFSET 0 ROWS FETCH NEXT @Most ROWS ONLY

-- Addresses and a channel's own ids from their beginning: ix_customers_email and the handles' key.
-- name: find_customers_by_handle
SELECT x.id FROM (
  SELECT u.id FROM customers u WHERE u.shop_id = @ShopId AND u.email >= @From AND u.email < @Until AND u.is_deleted = 0
  ORDER BY u.email {take(@Most)}) x
UNION
SELECT x.id FROM (
  SELECT h.customer_id AS id, h.handle FROM customer_handles h WHERE h.shop_id = @ShopId AND h.kind = 'mail' AND h.handle >= @From AND h.handle < @Until
  ORDER BY h.handle {take(@Most)}) x
UNION
SELECT x.id FROM (
  SELECT h.customer_id AS id, h.handle FROM customer_handles h WHERE h.shop_id = @ShopId AND h.kind = 'line' AND h.handle >= @Typed AND h.handle < @TypedUntil
  ORDER BY h.handle {take(@Most)}) x
UNION
SELECT x.id FROM (
  SELECT h.customer_id AS id, h.handle FROM customer_handles h WHERE h.shop_id = @ShopId AND h.kind = 'chat' AND h.handle >= @Typed AND h.handle < @TypedUntil
  ORDER BY h.handle {take(@Most)}) x

-- The prefix of the newest order's number is the shop's.
-- name: find_newest_number
SELECT o.name FROM orders o WHERE o.shop_id = @ShopId AND o.processed_at > @Never ORDER BY o.processed_at DESC {take(1)}

-- name: find_orders_by_number [sqlite]
SELECT o.id, o.name, o.processed_at FROM orders o
WHERE o.shop_id = @ShopId AND o.name >= @From AND o.name < @Until AND o.is_deleted = 0
ORDER BY o.name LIMIT @Most

-- name: find_orders_by_number [sqlserver]
SELECT o.id, o.name, o.processed_at FROM orders o
WHERE o.shop_id = @ShopId AND o.name LIKE @Begins AND o.is_deleted = 0
ORDER BY o.name OFFSET 0 ROWS FETCH NEXT @Most ROWS ONLY

-- name: find_orders_by_tracking
SELECT o.id, o.name, o.processed_at
FROM (
  SELECT g.order_id FROM tracking_numbers g
  WHERE g.shop_id = @ShopId AND g.tracking_key >= @From AND g.tracking_key < @Until
  ORDER BY g.tracking_key {take(@Most)}
) w
CROSS JOIN orders o
WHERE o.shop_id = @ShopId AND o.id = w.order_id AND o.is_deleted = 0

-- A customer's orders are those of everybody who was merged into them.
-- name: find_orders_of [sqlite]
SELECT o.id, o.name, o.processed_at
FROM (
  SELECT COALESCE(m.root_id, u.shopify_id) AS member_id
  FROM json_each(@Ids) wanted
  CROSS JOIN customers u ON u.shop_id = @ShopId AND u.id = wanted.value
  LEFT JOIN customer_merges m ON m.shop_id = u.shop_id AND m.deleted_id = u.shopify_id
  UNION
  SELECT g.deleted_id
  FROM json_each(@Ids) wanted
  CROSS JOIN customers u ON u.shop_id = @ShopId AND u.id = wanted.value
  LEFT JOIN customer_merges m ON m.shop_id = u.shop_id AND m.deleted_id = u.shopify_id
  CROSS JOIN customer_merges g ON g.shop_id = u.shop_id AND g.root_id = COALESCE(m.root_id, u.shopify_id)
) f
CROSS JOIN orders o ON o.shop_id = @ShopId AND o.shopify_customer_id = f.member_id AND o.processed_at > @Never AND o.is_deleted = 0
ORDER BY o.processed_at DESC, o.id DESC LIMIT @Most

-- name: find_orders_of [sqlserver]
SELECT o.id, o.name, o.processed_at
FROM (
  SELECT COALESCE(m.root_id, u.shopify_id) AS member_id
  FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
  JOIN customers u ON u.shop_id = @ShopId AND u.id = wanted.id
  LEFT JOIN customer_merges m ON m.shop_id = u.shop_id AND m.deleted_id = u.shopify_id
  UNION
  SELECT g.deleted_id
  FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
  JOIN customers u ON u.shop_id = @ShopId AND u.id = wanted.id
  LEFT JOIN customer_merges m ON m.shop_id = u.shop_id AND m.deleted_id = u.shopify_id
  JOIN customer_merges g ON g.shop_id = u.shop_id AND g.root_id = COALESCE(m.root_id, u.shopify_id)
) f
JOIN orders o ON o.shop_id = @ShopId AND o.shopify_customer_id = f.member_id AND o.is_deleted = 0
ORDER BY o.processed_at DESC, o.id DESC OFFSET 0 ROWS FETCH NEXT @Most ROWS ONLY

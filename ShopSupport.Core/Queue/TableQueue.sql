-- name: next_shop
SELECT shop_domain FROM queue_messages WHERE lane = @Lane AND shop_domain > @After AND visible_at <= @Now ORDER BY shop_domain {take(1)}

-- name: claim [sqlite]
UPDATE queue_messages SET visible_at = @Until, receipt = receipt + 1
WHERE id IN (
  SELECT id FROM queue_messages WHERE lane = @Lane AND shop_domain = @Shop AND visible_at <= @Now ORDER BY visible_at, id LIMIT @Take)
RETURNING id, receipt, tries, sent_at, envelope

-- name: claim [sqlserver]
UPDATE TOP (@Take) queue_messages WITH (UPDLOCK, ROWLOCK, READPAST) SET visible_at = @Until, receipt = receipt + 1
OUTPUT inserted.id, inserted.receipt, inserted.tries, inserted.sent_at, inserted.envelope
WHERE lane = @Lane AND shop_domain = @Shop AND visible_at <= @Now

-- name: delete [sqlite]
DELETE FROM queue_messages WHERE id = @Id AND receipt = @Receipt AND sent_at = @SentAt

-- name: delete [sqlserver]
DELETE q FROM queue_messages q
JOIN OPENJSON(@Rows) WITH (id BIGINT '$.id', receipt BIGINT '$.receipt', sent_at DATETIMEOFFSET(3) '$.sent_at') r
  ON q.id = r.id AND q.receipt = r.receipt AND q.sent_at = r.sent_at

-- name: release [sqlite]
UPDATE queue_messages SET visible_at = @VisibleAt, tries = tries + @Failed WHERE id = @Id AND receipt = @Receipt AND sent_at = @SentAt

-- name: release [sqlserver]
UPDATE q SET visible_at = r.visible_at, tries = q.tries + r.failed
FROM queue_messages q
JOIN OPENJSON(@Rows) WITH (
  id BIGINT '$.id', receipt BIGINT '$.receipt', sent_at DATETIMEOFFSET(3) '$.sent_at',
  visible_at DATETIMEOFFSET(3) '$.visible_at', failed INT '$.failed') r
  ON q.id = r.id AND q.receipt = r.receipt AND q.sent_at = r.sent_at

-- name: count
SELECT COUNT(*) FROM queue_messages

-- name: oldest
SELECT sent_at FROM queue_messages ORDER BY id {take(1)}

-- name: count_of_shop
SELECT COUNT(*) AS total, MIN(sent_at) AS oldest_sent_at FROM queue_messages WHERE shop_domain = @ShopDomain

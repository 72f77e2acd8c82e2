-- name: list_handled
SELECT shop_id, webhook_id, topic FROM deliveries
WHERE shop_id = @ShopId AND handled_at < @Before AND outcome NOT IN ('dead', 'waiting')
ORDER BY handled_at {take(@Take)}

-- name: list_parked
SELECT shop_id, webhook_id, topic FROM deliveries
WHERE shop_id = @ShopId AND handled_at < @Before AND outcome IN ('dead', 'waiting')
ORDER BY handled_at {take(@Take)}

-- name: delete_repeats [sqlite]
DELETE FROM delivery_repeats WHERE shop_id = @ShopId AND webhook_id = @WebhookId

-- name: delete_repeats [sqlserver]
DELETE d FROM delivery_repeats d
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', webhook_id NVARCHAR(100) '$.webhook_id') r
  ON d.shop_id = r.shop_id AND d.webhook_id = r.webhook_id COLLATE Latin1_General_100_BIN2

-- name: delete_deliveries [sqlite]
DELETE FROM deliveries WHERE shop_id = @ShopId AND webhook_id = @WebhookId

-- name: delete_deliveries [sqlserver]
DELETE d FROM deliveries d
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', webhook_id NVARCHAR(100) '$.webhook_id') r
  ON d.shop_id = r.shop_id AND d.webhook_id = r.webhook_id COLLATE Latin1_General_100_BIN2

-- name: list_events
SELECT seq, occurred_at FROM shop_events
WHERE shop_id = @ShopId AND seq <= (SELECT s.last_event_seq - @Kept FROM shops s WHERE s.id = @ShopId)
ORDER BY seq {take(@Take)}

-- name: delete_events
DELETE FROM shop_events WHERE shop_id = @ShopId AND seq <= @Seq

-- name: delete_privacy_requests
DELETE FROM privacy_requests WHERE shop_id = @ShopId AND done_at < @Before

-- name: list_drafts
SELECT conversation_id, saved_at FROM drafts WHERE shop_id = @ShopId AND saved_at < @Before ORDER BY saved_at {take(@Take)}

-- name: delete_drafts
DELETE FROM drafts WHERE shop_id = @ShopId AND saved_at <= @Last

-- name: list_reads
SELECT seen_at FROM conversation_reads WHERE shop_id = @ShopId AND seen_at < @Before ORDER BY seen_at {take(@Take)}

-- name: delete_reads
DELETE FROM conversation_reads WHERE shop_id = @ShopId AND seen_at <= @Last

-- name: list_happenings
SELECT happened_at FROM happenings WHERE shop_id = @ShopId AND happened_at < @Before ORDER BY happened_at {take(@Take)}

-- name: delete_happenings
DELETE FROM happenings WHERE shop_id = @ShopId AND happened_at <= @Last

-- name: list_audit
SELECT noted_at FROM audit WHERE shop_id = @ShopId AND noted_at < @Before ORDER BY noted_at {take(@Take)}

-- name: delete_audit
DELETE FROM audit WHERE shop_id = @ShopId AND noted_at <= @Last

-- name: list_dead_work
SELECT id FROM work WHERE shop_id = @ShopId AND died_at < @Before ORDER BY died_at, id {take(@Take)}

-- name: delete_dead_work
DELETE FROM work WHERE shop_id = @ShopId AND died_at IS NOT NULL AND id IN @Ids

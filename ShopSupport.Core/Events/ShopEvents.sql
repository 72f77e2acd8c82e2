-- name: take_numbers [sqlite]
UPDATE shops SET last_event_seq = last_event_seq + @Count WHERE id = @ShopId RETURNING last_event_seq

-- name: take_numbers [sqlserver]
UPDATE shops SET last_event_seq = last_event_seq + @Count OUTPUT inserted.last_event_seq WHERE id = @ShopId

-- name: last_number
SELECT last_event_seq FROM shops WHERE id = @ShopId

-- name: last_numbers
SELECT id AS shop_id, last_event_seq AS seq FROM shops WHERE id IN @ShopIds

-- name: list_after
SELECT seq, kind, shopify_customer_id, conversation_id, subject_id, occurred_at, trace_parent
FROM shop_events
WHERE shop_id = @ShopId AND seq > @After
ORDER BY seq {take(@Take)}

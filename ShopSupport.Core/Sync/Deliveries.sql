-- name: find_known [sqlite]
SELECT CASE WHEN d.outcome IN ('dead', 'waiting') THEN 1 ELSE 0 END AS is_dead,
       CASE WHEN d.message_id = @MessageId THEN 1
            WHEN EXISTS (
              SELECT 1 FROM delivery_repeats r
              WHERE r.shop_id = @ShopId AND r.webhook_id = @WebhookId AND r.message_id = @MessageId) THEN 1
            ELSE 0 END AS is_same_message
FROM deliveries d
WHERE d.shop_id = @ShopId AND d.webhook_id = @WebhookId

-- name: find_known [sqlserver]
SELECT d.shop_id, d.webhook_id, r.message_id,
       CASE WHEN d.outcome IN ('dead', 'waiting') THEN 1 ELSE 0 END AS is_dead,
       CASE WHEN d.message_id = r.message_id COLLATE Latin1_General_100_BIN2 THEN 1
            WHEN EXISTS (
              SELECT 1 FROM delivery_repeats k
              WHERE k.shop_id = d.shop_id AND k.webhook_id = d.webhook_id AND k.message_id = r.message_id COLLATE Latin1_General_100_BIN2) THEN 1
            ELSE 0 END AS is_same_message
FROM deliveries d
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.s', webhook_id NVARCHAR(100) '$.w', message_id NVARCHAR(100) '$.m') r
  ON d.shop_id = r.shop_id AND d.webhook_id = r.webhook_id COLLATE Latin1_General_100_BIN2

-- name: keep_envelope
UPDATE deliveries SET envelope = @Envelope WHERE shop_id = @ShopId AND webhook_id = @WebhookId

-- name: repeat
INSERT INTO delivery_repeats (shop_id, webhook_id, message_id)
SELECT @ShopId, @WebhookId, @MessageId
WHERE NOT EXISTS (SELECT 1 FROM delivery_repeats WHERE shop_id = @ShopId AND webhook_id = @WebhookId AND message_id = @MessageId)

-- name: add_to_total
UPDATE delivery_totals SET total = total + @Change WHERE shop_id = @ShopId AND topic = @Topic AND outcome = @Outcome

-- name: add_total
INSERT INTO delivery_totals (shop_id, topic, outcome, total) VALUES (@ShopId, @Topic, @Outcome, @Change)

-- name: lock_shop
SELECT 1 AS is_ours

-- name: lock_shop [sqlserver]
DECLARE @Name NVARCHAR(60) = CONCAT(N'shopsupport:consume:', @ShopId);
DECLARE @Result INT;
EXEC @Result = sp_getapplock @Resource = @Name, @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 0;
SELECT CASE WHEN @Result < 0 THEN 0 ELSE 1 END AS is_ours

-- name: totals
SELECT outcome, SUM(total) AS total FROM delivery_totals WHERE shop_id = @ShopId GROUP BY outcome

-- name: totals_of_all_shops
SELECT outcome, SUM(total) AS total FROM delivery_totals GROUP BY outcome

-- name: list_topics
SELECT topic,
       SUM(CASE WHEN outcome = 'applied' THEN total ELSE 0 END) AS applied,
       SUM(CASE WHEN outcome = 'stale' THEN total ELSE 0 END) AS stale,
       SUM(CASE WHEN outcome = 'duplicate' THEN total ELSE 0 END) AS duplicate,
       SUM(CASE WHEN outcome = 'ignored' THEN total ELSE 0 END) AS ignored,
       SUM(CASE WHEN outcome = 'dead' THEN total ELSE 0 END) AS dead
FROM delivery_totals
WHERE shop_id = @ShopId
GROUP BY topic
ORDER BY topic

-- name: list_recent
SELECT webhook_id, topic, outcome, reason, tries, triggered_at, received_at, handled_at
FROM deliveries
WHERE shop_id = @ShopId
ORDER BY handled_at DESC {take(@Take)}

-- name: list_dead
SELECT webhook_id, topic, outcome, reason, tries, triggered_at, received_at, handled_at
FROM deliveries
WHERE shop_id = @ShopId AND outcome = 'dead'
ORDER BY handled_at DESC, webhook_id {take(@Take)}

-- name: find_outcome
SELECT webhook_id, topic, outcome, reason, tries, triggered_at, received_at, handled_at
FROM deliveries
WHERE shop_id = @ShopId AND webhook_id IN @WebhookIds

-- name: find_envelope
SELECT envelope, message_id FROM deliveries WHERE shop_id = @ShopId AND webhook_id = @WebhookId AND outcome = 'dead'

-- name: mark_waiting
UPDATE deliveries SET outcome = 'waiting' WHERE shop_id = @ShopId AND webhook_id = @WebhookId AND outcome = 'dead' AND message_id = @MessageId

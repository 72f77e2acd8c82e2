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
SELECT r.place,
       CASE WHEN d.outcome IN ('dead', 'waiting') THEN 1 ELSE 0 END AS is_dead,
       CASE WHEN d.message_id = r.message_id COLLATE Latin1_General_100_BIN2 THEN 1
            WHEN EXISTS (
              SELECT 1 FROM delivery_repeats k
              WHERE k.shop_id = d.shop_id AND k.webhook_id = d.webhook_id AND k.message_id = r.message_id COLLATE Latin1_General_100_BIN2) THEN 1
            ELSE 0 END AS is_same_message
FROM deliveries d
JOIN OPENJSON(@Rows) WITH (place INT '$.place', shop_id BIGINT '$.ShopId', webhook_id NVARCHAR(400) '$.WebhookId', message_id NVARCHAR(400) '$.MessageId') r
  ON d.shop_id = r.shop_id AND d.webhook_id = r.webhook_id COLLATE Latin1_General_100_BIN2

-- name: keep_envelope
UPDATE deliveries SET envelope = @Envelope, subject = @Subject WHERE shop_id = @ShopId AND webhook_id = @WebhookId

-- name: add_repeat
INSERT INTO delivery_repeats (shop_id, webhook_id, message_id)
SELECT @ShopId, @WebhookId, @MessageId
WHERE NOT EXISTS (SELECT 1 FROM delivery_repeats WHERE shop_id = @ShopId AND webhook_id = @WebhookId AND message_id = @MessageId)

-- name: add_repeat [sqlserver]
INSERT INTO delivery_repeats (shop_id, webhook_id, message_id)
SELECT r.shop_id, r.webhook_id, r.message_id
FROM OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', webhook_id NVARCHAR(400) '$.webhook_id', message_id NVARCHAR(400) '$.message_id') r
WHERE NOT EXISTS (
  SELECT 1 FROM delivery_repeats t
  WHERE t.shop_id = r.shop_id AND t.webhook_id = r.webhook_id COLLATE Latin1_General_100_BIN2 AND t.message_id = r.message_id COLLATE Latin1_General_100_BIN2)

-- name: add_to_total [sqlite]
INSERT INTO delivery_totals (shop_id, topic, outcome, total, last_at) VALUES (@ShopId, @Topic, @Outcome, @Change, @LastAt)
ON CONFLICT (shop_id, topic, outcome) DO UPDATE SET total = total + excluded.total,
  last_at = CASE WHEN excluded.last_at > COALESCE(last_at, 0) THEN excluded.last_at ELSE last_at END

-- name: add_to_total [sqlserver]
UPDATE t SET total = t.total + r.change, last_at = CASE WHEN t.last_at IS NULL OR r.last_at > t.last_at THEN r.last_at ELSE t.last_at END
FROM delivery_totals t
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', topic NVARCHAR(400) '$.topic', outcome NVARCHAR(400) '$.outcome', change BIGINT '$.change', last_at DATETIMEOFFSET(3) '$.last_at') r
  ON t.shop_id = r.shop_id AND t.topic = r.topic COLLATE Latin1_General_100_BIN2 AND t.outcome = r.outcome COLLATE Latin1_General_100_BIN2;
INSERT INTO delivery_totals (shop_id, topic, outcome, total, last_at)
SELECT r.shop_id, r.topic, r.outcome, r.change, r.last_at
FROM OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', topic NVARCHAR(400) '$.topic', outcome NVARCHAR(400) '$.outcome', change BIGINT '$.change', last_at DATETIMEOFFSET(3) '$.last_at') r
WHERE NOT EXISTS (
  SELECT 1 FROM delivery_totals t
  WHERE t.shop_id = r.shop_id AND t.topic = r.topic COLLATE Latin1_General_100_BIN2 AND t.outcome = r.outcome COLLATE Latin1_General_100_BIN2)

-- name: totals
SELECT outcome, SUM(total) AS total FROM delivery_totals WHERE shop_id = @ShopId GROUP BY outcome
UNION ALL
SELECT 'waiting', COUNT(*) FROM deliveries WHERE shop_id = @ShopId AND outcome = 'waiting'

-- name: totals_of_all_shops
SELECT outcome, SUM(total) AS total FROM delivery_totals GROUP BY outcome
UNION ALL
SELECT 'waiting', COUNT(*) FROM deliveries WHERE outcome = 'waiting'

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
SELECT webhook_id, topic, outcome, reason, tries, triggered_at, received_at, handled_at, dismissed_at, dismissed_by
FROM deliveries
WHERE shop_id = @ShopId
ORDER BY handled_at DESC {take(@Take)}

-- The whole delivery only of the topic that is asked for.
-- part: parked
SELECT webhook_id, topic, outcome, reason, tries, triggered_at, received_at, handled_at, subject, retries, retried_at,
  CASE WHEN topic = @WholeOf THEN envelope END AS envelope
FROM deliveries

-- name: list_dead
{part(parked)}
WHERE shop_id = @ShopId AND outcome = 'dead'
ORDER BY handled_at DESC, webhook_id DESC {take(@Take)}

-- name: list_retried
{part(parked)}
WHERE shop_id = @ShopId AND outcome = 'waiting'
ORDER BY webhook_id {take(@Take)}

-- name: count_failed
SELECT COALESCE(SUM(total), 0) + (SELECT COUNT(*) FROM work w WHERE w.shop_id = @ShopId AND w.died_at IS NOT NULL)
FROM delivery_totals
WHERE shop_id = @ShopId AND outcome = 'dead'

-- name: count_dead
SELECT COUNT(*) FROM deliveries WHERE shop_id = @ShopId AND outcome = 'dead'

-- name: find_outcome
SELECT webhook_id, topic, outcome, reason, tries, triggered_at, received_at, handled_at
FROM deliveries
WHERE shop_id = @ShopId AND webhook_id IN @WebhookIds

-- name: find_envelope
SELECT envelope, message_id FROM deliveries
WHERE shop_id = @ShopId AND webhook_id = @WebhookId
  AND (outcome = 'dead' OR (outcome = 'waiting' AND (retried_at IS NULL OR retried_at < @LostBefore)))

-- name: mark_waiting
UPDATE deliveries SET outcome = 'waiting', retries = retries + 1, retried_at = @Now
WHERE shop_id = @ShopId AND webhook_id = @WebhookId AND outcome IN ('dead', 'waiting') AND message_id = @MessageId

-- name: find_dead_topic
SELECT topic FROM deliveries WHERE shop_id = @ShopId AND webhook_id = @WebhookId AND outcome = 'dead'

-- name: dismiss
UPDATE deliveries SET outcome = 'dismissed', dismissed_at = @Now, dismissed_by = @AgentId, envelope = NULL
WHERE shop_id = @ShopId AND webhook_id = @WebhookId AND outcome = 'dead'

-- parts of: Actions.Action.sql

-- name: find_order
SELECT o.name, o.shopify_customer_id, p.time_zone
FROM orders o
LEFT JOIN shop_profiles p ON p.shop_id = o.shop_id
WHERE o.shop_id = @ShopId AND o.id = @Id AND o.is_deleted = 0 AND o.processed_at > @Never

-- name: find_contract
SELECT COALESCE(l.title, o.name) AS name, c.shopify_customer_id, p.time_zone
FROM subscription_contracts c
LEFT JOIN contract_lines l ON l.shop_id = c.shop_id AND l.contract_id = c.id AND l.position = 0
LEFT JOIN orders o ON o.shop_id = c.shop_id AND o.id = c.origin_order_id
LEFT JOIN shop_profiles p ON p.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.id = @Id

-- name: find_customer
SELECT CONCAT(c.last_name, ' ', c.first_name) AS name, c.shopify_id AS shopify_customer_id, p.time_zone
FROM customers c
LEFT JOIN shop_profiles p ON p.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.shopify_id = @Id AND c.is_deleted = 0

-- name: last_seq
SELECT COALESCE(MAX(subject_seq), 0) FROM actions WHERE shop_id = @ShopId AND subject = @Subject AND subject_id = @Id

-- name: lock_shop
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId

-- name: has_conversation
SELECT COUNT(*) FROM conversations WHERE shop_id = @ShopId AND id = @ConversationId

-- name: find
SELECT {part(action)}
FROM actions a
JOIN agents g ON g.shop_id = a.shop_id AND g.id = a.asked_by
WHERE a.shop_id = @ShopId AND a.id = @Id

-- name: find_by_key
SELECT {part(action)}
FROM actions a
JOIN agents g ON g.shop_id = a.shop_id AND g.id = a.asked_by
WHERE a.shop_id = @ShopId AND a.action_key = @ActionKey

-- name: find_last
SELECT {part(action)}
FROM actions a
JOIN agents g ON g.shop_id = a.shop_id AND g.id = a.asked_by
WHERE a.shop_id = @ShopId AND a.subject = @Subject AND a.subject_id = @Id
ORDER BY a.subject_seq DESC {take(1)}

-- name: list_of_conversation
SELECT {part(action)}
FROM actions a
JOIN agents g ON g.shop_id = a.shop_id AND g.id = a.asked_by
WHERE a.shop_id = @ShopId AND a.conversation_id = @ConversationId
ORDER BY a.id DESC {take(@Take)}

-- name: ask
INSERT INTO actions (shop_id, action_key, kind, subject, subject_id, subject_seq, subject_name, shopify_customer_id, conversation_id, asked_by,
                     state, wish, shown, amount_minor, currency, asked_at, need, limit_minor, asked_why)
VALUES (@ShopId, @ActionKey, @Kind, @Subject, @Id, @Seq, @Name, @ShopifyCustomerId, @ConversationId, @AskedBy,
        @State, @Wish, @Shown, @AmountMinor, @Currency, @Now, @Need, @LimitMinor, @AskedWhy)

-- name: send
UPDATE actions SET state = 'sent', sent_at = @Now, sends = sends + 1 WHERE shop_id = @ShopId AND id = @Id AND state = 'asked'

-- name: move
UPDATE actions SET state = @State WHERE shop_id = @ShopId AND id = @Id AND state IN ('asked', 'sent', 'unknown')

-- name: finish
UPDATE actions SET state = @State, facts = @Facts, reason = @Reason, reason_text = @ReasonText, ended_at = @Now
WHERE shop_id = @ShopId AND id = @Id AND state IN ('asked', 'sent', 'unknown')

-- name: keep_progress
UPDATE actions SET progress = @Progress WHERE shop_id = @ShopId AND id = @Id AND state = 'sent'

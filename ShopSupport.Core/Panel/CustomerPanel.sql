-- A CROSS JOIN with its condition in WHERE is an inner join whose order SQLite keeps: the few rows of the family come
-- first, and the large table is sought by its key. SQL Server orders it as it likes.
-- @Never makes SQLite prefer the customer's index of orders to a walk along the primary key.

-- name: family
WITH asked (id, shopify_id, root_id) AS (
  SELECT u.id, u.shopify_id, COALESCE(m.root_id, u.shopify_id)
  FROM customers u
  LEFT JOIN customer_merges m ON m.shop_id = u.shop_id AND m.deleted_id = u.shopify_id
  WHERE u.shop_id = @ShopId AND u.id = @CustomerId
),
family (shopify_id, is_root) AS (
  SELECT a.root_id, 1 FROM asked a WHERE a.root_id IS NOT NULL
  UNION ALL
  SELECT m.deleted_id, 0
  FROM asked a
  CROSS JOIN customer_merges m
  WHERE m.shop_id = @ShopId AND m.root_id = a.root_id AND m.deleted_id <> a.root_id
),
people (customer_id, is_root) AS (
  SELECT a.id, 0 FROM asked a
  UNION ALL
  SELECT u.id, f.is_root
  FROM family f
  CROSS JOIN customers u
  WHERE u.shop_id = @ShopId AND u.shopify_id = f.shopify_id
),
members (shopify_id) AS (SELECT DISTINCT shopify_id FROM family),
persons (customer_id) AS (SELECT DISTINCT customer_id FROM people),
contracts (id, origin_order_id) AS (
  SELECT c.id, c.origin_order_id FROM subscription_contracts c
  WHERE c.shop_id = @ShopId AND c.shopify_customer_id IN (SELECT shopify_id FROM family) AND c.is_deleted = 0
  ORDER BY CASE WHEN c.status = 'active' THEN 0 ELSE 1 END, c.started_at DESC, c.id DESC {take(20)}
),
latest (order_id) AS (
  SELECT o.id FROM members f
  CROSS JOIN orders o
  WHERE o.shop_id = @ShopId AND o.shopify_customer_id = f.shopify_id AND o.processed_at > @Never AND o.is_deleted = 0
  ORDER BY o.processed_at DESC, o.id DESC {take(@Orders)}
),
recent (order_id) AS (
  SELECT order_id FROM latest
  UNION
  SELECT o.id FROM members f
  CROSS JOIN orders o
  WHERE o.shop_id = @ShopId AND o.shopify_customer_id = f.shopify_id AND o.processed_at > @Never AND o.is_deleted = 0
    AND (o.name LIKE @Name1 OR o.name LIKE @Name2 OR o.name LIKE @Name3)
),
wanted (variant_id) AS (
  SELECT l.variant_id FROM order_lines l
  WHERE l.shop_id = @ShopId AND l.order_id IN (SELECT order_id FROM recent) AND l.variant_id IS NOT NULL
  UNION
  SELECT l.variant_id FROM order_lines l
  WHERE l.shop_id = @ShopId AND l.order_id IN (SELECT origin_order_id FROM contracts) AND l.variant_id IS NOT NULL
  UNION
  SELECT k.variant_id FROM contract_lines k
  WHERE k.shop_id = @ShopId AND k.contract_id IN (SELECT id FROM contracts) AND k.variant_id IS NOT NULL
  UNION
  SELECT v.id FROM variants v
  WHERE v.shop_id = @ShopId AND v.product_id IN (@Product1, @Product2, @Product3)
)

-- name: customer
SELECT u.id, u.shopify_id, u.first_name, u.last_name, u.email, u.phone, u.note, u.customer_since,
  a.country_code, a.zip, a.province, a.city, a.address1, a.address2, b.order_count AS shopify_order_count
FROM people p
CROSS JOIN customers u
LEFT JOIN customer_addresses a ON a.shop_id = u.shop_id AND a.shopify_customer_id = u.shopify_id
LEFT JOIN customer_purchases b ON b.shop_id = u.shop_id AND b.shopify_customer_id = u.shopify_id
WHERE u.shop_id = @ShopId AND u.id = p.customer_id
ORDER BY p.is_root DESC {take(1)}

-- name: tag_lists
SELECT t.shopify_customer_id, t.tags, t.version, t.version_rank
FROM customer_tag_lists t
WHERE t.shop_id = @ShopId AND t.shopify_customer_id IN (SELECT shopify_id FROM family)

-- name: tag_changes
SELECT t.shopify_customer_id, t.tag AS tags, t.is_present, t.version, t.version_rank
FROM customer_tag_changes t
WHERE t.shop_id = @ShopId AND t.shopify_customer_id IN (SELECT shopify_id FROM family)

-- name: channels
SELECT c.channel
FROM persons p
CROSS JOIN conversations c
WHERE c.shop_id = @ShopId AND c.customer_id = p.customer_id
GROUP BY c.channel
ORDER BY COUNT(*) DESC, MAX(c.last_message_at) DESC, c.channel

-- name: handles
SELECT h.kind AS channel, h.handle
FROM persons p
CROSS JOIN customer_handles h
WHERE h.shop_id = @ShopId AND h.customer_id = p.customer_id
ORDER BY h.kind, h.handle

-- name: consents
SELECT t.shopify_customer_id, t.channel, t.state
FROM customer_consents t
WHERE t.shop_id = @ShopId AND t.shopify_customer_id IN (SELECT shopify_id FROM family)
ORDER BY t.channel

-- name: spending
SELECT x.currency, COUNT(*) AS orders, SUM(x.total_minor) AS total_minor, SUM(x.refunded_minor) AS refunded_minor,
  MIN(x.processed_at) AS first_at, MAX(x.processed_at) AS last_at
FROM (
  SELECT o.currency, o.total_minor, o.processed_at,
    COALESCE((SELECT SUM(r.amount_minor) FROM refunds r
      WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND r.currency = o.currency), 0) AS refunded_minor
  FROM members f
  CROSS JOIN orders o
  WHERE o.shop_id = @ShopId AND o.shopify_customer_id = f.shopify_id AND o.processed_at > @Never
    AND o.cancelled_at IS NULL AND o.is_test = 0 AND o.is_deleted = 0
) x
GROUP BY x.currency
ORDER BY COUNT(*) DESC, x.currency

-- name: subscriptions
SELECT c.id, c.status, c.delivery_interval, c.delivery_interval_count, c.started_at,
  d.next_billing_at, CASE WHEN d.contract_id IS NULL THEN 0 ELSE 1 END AS is_read,
  (SELECT COUNT(*) FROM billing_attempts b
   WHERE b.shop_id = c.shop_id AND b.contract_id = c.id AND b.outcome = 'success') AS cycles,
  (SELECT MAX(b.attempted_at) FROM billing_attempts b
   WHERE b.shop_id = c.shop_id AND b.contract_id = c.id AND b.outcome = 'success') AS last_paid_at,
  (SELECT COUNT(*) FROM billing_attempts b
   WHERE b.shop_id = c.shop_id AND b.contract_id = c.id AND b.outcome = 'failure'
     AND NOT EXISTS (SELECT 1 FROM billing_attempts g WHERE g.shop_id = b.shop_id AND g.contract_id = b.contract_id
       AND g.attempted_at >= b.attempted_at AND g.outcome = 'success')) AS failures,
  (SELECT COUNT(*) FROM billing_cycles y
   WHERE y.shop_id = c.shop_id AND y.contract_id = c.id AND y.is_skipped = 1) AS skipped
FROM subscription_contracts c
LEFT JOIN contract_details d ON d.shop_id = c.shop_id AND d.contract_id = c.id
WHERE c.shop_id = @ShopId AND c.id IN (SELECT id FROM contracts)
ORDER BY CASE WHEN c.status = 'active' THEN 0 ELSE 1 END, c.started_at DESC, c.id DESC

-- name: skips
SELECT y.contract_id, y.cycle_index, y.billing_expected_at
FROM billing_cycles y
WHERE y.shop_id = @ShopId AND y.contract_id IN (SELECT id FROM contracts) AND y.is_skipped = 1
ORDER BY y.contract_id, y.cycle_index

-- name: subscription_lines
SELECT x.order_id, x.variant_id, x.title, x.variant_title, x.quantity, x.current_quantity
FROM (
  SELECT k.contract_id AS order_id, k.variant_id, k.title, k.variant_title, k.quantity, k.quantity AS current_quantity, k.position
  FROM contracts w
  CROSS JOIN contract_lines k
  WHERE k.shop_id = @ShopId AND k.contract_id = w.id
  UNION ALL
  SELECT w.id, l.variant_id, l.title, l.variant_title, l.quantity, l.current_quantity, l.position
  FROM contracts w
  CROSS JOIN order_lines l
  WHERE l.shop_id = @ShopId AND l.order_id = w.origin_order_id
    AND NOT EXISTS (SELECT 1 FROM contract_details d WHERE d.shop_id = @ShopId AND d.contract_id = w.id)
) x
ORDER BY x.order_id, x.position

-- name: order_count
SELECT COUNT(*)
FROM members f
CROSS JOIN orders o
WHERE o.shop_id = @ShopId AND o.shopify_customer_id = f.shopify_id AND o.processed_at > @Never AND o.is_deleted = 0

-- name: orders
SELECT o.id, o.name, o.currency, o.total_minor, o.financial_status, o.fulfillment_status, o.cancelled_at, o.processed_at,
  o.note, o.discount_minor, o.shipping_minor, o.status_url, o.payment, o.presentment_currency, o.presentment_minor,
  o.ship_name, o.ship_country, o.ship_zip, o.ship_province, o.ship_city, o.ship_address1, o.ship_address2,
  COALESCE((SELECT SUM(r.amount_minor) FROM refunds r
    WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND r.currency = o.currency), 0) AS refunded_minor
FROM recent n
CROSS JOIN orders o
WHERE o.shop_id = @ShopId AND o.id = n.order_id
ORDER BY o.processed_at DESC, o.id DESC

-- name: lines
SELECT l.order_id, l.id, l.variant_id, l.title, l.variant_title, l.quantity, l.current_quantity, l.fulfillable_quantity
FROM order_lines l
WHERE l.shop_id = @ShopId AND l.order_id IN (SELECT order_id FROM recent)
ORDER BY l.order_id, l.position, l.id

-- name: shipments
SELECT f.order_id, f.tracking_company, f.tracking_number, f.tracking_url, f.shipped_at, f.contents,
  COALESCE((SELECT e.status FROM fulfillment_events e
    WHERE e.shop_id = f.shop_id AND e.order_id = f.order_id AND e.fulfillment_id = f.id AND e.is_deleted = 0 AND e.status IS NOT NULL
    ORDER BY e.happened_at DESC, e.id DESC {take(1)}), f.shipment_status) AS status,
  (SELECT e.happened_at FROM fulfillment_events e
    WHERE e.shop_id = f.shop_id AND e.order_id = f.order_id AND e.fulfillment_id = f.id AND e.is_deleted = 0 AND e.status IS NOT NULL
    ORDER BY e.happened_at DESC, e.id DESC {take(1)}) AS status_at,
  CASE WHEN EXISTS (
    SELECT 1 FROM fetch_requests q
    WHERE q.shop_id = @ShopId AND q.resource = 'order' AND q.resource_id = f.order_id) THEN 1 ELSE 0 END AS is_estimate
FROM fulfillments f
WHERE f.shop_id = @ShopId AND f.order_id IN (SELECT order_id FROM recent) AND COALESCE(f.status, '') <> 'cancelled'
ORDER BY f.order_id, f.shipped_at, f.id

-- name: refunds
SELECT r.order_id, r.currency, r.amount_minor, r.refunded_at, r.note AS reason
FROM refunds r
WHERE r.shop_id = @ShopId AND r.order_id IN (SELECT order_id FROM recent) AND r.amount_minor <> 0
ORDER BY r.order_id, r.refunded_at, r.id

-- name: returns
SELECT r.order_id, r.name, r.status
FROM returns r
WHERE r.shop_id = @ShopId AND r.order_id IN (SELECT order_id FROM recent)
ORDER BY r.order_id, r.id

-- name: happenings
SELECT x.subject, x.subject_id, x.kind, x.mark, x.happened_at, x.name, x.contents, x.was_at, x.due_at
FROM (
  SELECT h.subject, h.subject_id, h.kind, h.mark, h.happened_at, h.name, h.contents, h.was_at, h.due_at
  FROM recent n
  CROSS JOIN happenings h
  WHERE h.shop_id = @ShopId AND h.subject = 'order' AND h.subject_id = n.order_id
  UNION ALL
  SELECT h.subject, h.subject_id, h.kind, h.mark, h.happened_at, h.name, h.contents, h.was_at, h.due_at
  FROM contracts w
  CROSS JOIN happenings h
  WHERE h.shop_id = @ShopId AND h.subject = 'contract' AND h.subject_id = w.id
  UNION ALL
  SELECT h.subject, h.subject_id, h.kind, h.mark, h.happened_at, h.name, h.contents, h.was_at, h.due_at
  FROM members f
  CROSS JOIN happenings h
  WHERE h.shop_id = @ShopId AND h.shopify_customer_id = f.shopify_id AND h.happened_at > @Never
  UNION ALL
  SELECT 'contract', b.contract_id, CASE WHEN b.outcome = 'failure' THEN 'payment_failed' ELSE 'payment_challenged' END,
    b.attempt_key, b.attempted_at, NULL, NULL, NULL, NULL
  FROM contracts w
  CROSS JOIN billing_attempts b
  WHERE b.shop_id = @ShopId AND b.contract_id = w.id AND b.outcome IN ('failure', 'challenged')
) x
ORDER BY x.happened_at DESC {take(200)}

-- name: stock
SELECT v.id AS variant_id, v.product_id, v.inventory_item_id, p.title, v.title AS variant_title, v.sku, v.price, CASE WHEN i.is_tracked = 0 THEN 0 ELSE 1 END AS is_tracked,
  CASE WHEN b.variant_id IS NULL THEN 0 ELSE 1 END AS is_best_seller
FROM wanted w
CROSS JOIN variants v
CROSS JOIN products p
LEFT JOIN inventory_items i ON i.shop_id = v.shop_id AND i.id = v.inventory_item_id
LEFT JOIN best_sellers b ON b.shop_id = v.shop_id AND b.variant_id = v.id
WHERE v.shop_id = @ShopId AND v.id = w.variant_id AND p.shop_id = v.shop_id AND p.id = v.product_id AND p.is_deleted = 0
ORDER BY p.title {binary}, v.position, v.id

-- name: stock_levels
SELECT v.id AS variant_id, l.name AS location, s.available
FROM wanted w
CROSS JOIN variants v
CROSS JOIN inventory_levels s
LEFT JOIN locations l ON l.shop_id = s.shop_id AND l.id = s.location_id
WHERE v.shop_id = @ShopId AND v.id = w.variant_id
  AND s.shop_id = v.shop_id AND s.inventory_item_id = v.inventory_item_id AND s.is_connected = 1
  AND COALESCE(l.is_active, 1) = 1 AND COALESCE(l.is_deleted, 0) = 0
ORDER BY v.id, l.name {binary}, l.id

-- name: conversation_count
SELECT COUNT(*)
FROM persons p
CROSS JOIN conversations c
WHERE c.shop_id = @ShopId AND c.customer_id = p.customer_id AND c.id <> @ExceptConversationId

-- name: last_answer
SELECT m.agent_id, m.author AS agent_name, m.sent_at AS at
FROM persons p
CROSS JOIN conversations c
CROSS JOIN messages m
WHERE c.shop_id = @ShopId AND c.customer_id = p.customer_id AND m.shop_id = c.shop_id AND m.conversation_id = c.id AND m.kind = 'agent'
ORDER BY m.sent_at DESC, m.id DESC {take(1)}

-- name: conversations
SELECT c.id, c.number, c.channel, c.subject, c.status, COALESCE(c.outcome, c.last_message_text) AS outcome,
  c.last_message_text, c.last_message_at,
  COALESCE((SELECT m.author FROM messages m
    WHERE m.shop_id = c.shop_id AND m.conversation_id = c.id AND m.kind = 'agent'
    ORDER BY m.sent_at DESC, m.id DESC {take(1)}), a.name) AS agent_name
FROM persons p
CROSS JOIN conversations c
LEFT JOIN agents a ON a.id = c.assignee_id AND a.shop_id = c.shop_id
WHERE c.shop_id = @ShopId AND c.customer_id = p.customer_id AND c.id <> @ExceptConversationId
ORDER BY c.last_message_at DESC, c.id DESC {take(@Conversations)}

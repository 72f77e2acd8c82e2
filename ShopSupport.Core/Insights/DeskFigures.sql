-- Each conversation once for each list it stands in: the summary says how many, the index of those who wait which is the oldest.
-- name: waiting
SELECT
  COALESCE(SUM(CASE WHEN status = 'open' AND is_waiting = 1 THEN total ELSE 0 END), 0) AS total,
  COALESCE(SUM(CASE WHEN status = 'open' AND is_waiting = 1 AND assignee_id = 0 THEN total ELSE 0 END), 0) AS unassigned,
  (SELECT MIN(c.waiting_since) FROM conversations c
    WHERE c.shop_id = @ShopId AND c.status = 'open' AND c.waiting_since IS NOT NULL) AS longest_since
FROM conversation_counts
WHERE shop_id = @ShopId

-- Rides ix_conversation_events_replied; what was before in the same conversation is sought by the journal's key.
-- name: list_first_replies
SELECT r.conversation_id, r.received_at AS replied_at,
  (SELECT e.received_at FROM conversation_events e
    WHERE e.shop_id = r.shop_id AND e.conversation_id = r.conversation_id AND e.kind = 'received' AND e.is_imported = 0 AND e.learnt_at < r.learnt_at
    ORDER BY e.learnt_at, e.received_at, e.entry_key {take(1)}) AS asked_at
FROM conversation_events r
WHERE r.shop_id = @ShopId AND r.kind = 'replied' AND r.received_at >= @Since AND r.received_at < @Until AND r.is_imported = 0
  AND NOT EXISTS (
    SELECT 1 FROM conversation_events p
    WHERE p.shop_id = r.shop_id AND p.conversation_id = r.conversation_id AND p.kind = 'replied' AND p.learnt_at < r.learnt_at
      AND EXISTS (
        SELECT 1 FROM conversation_events a
        WHERE a.shop_id = p.shop_id AND a.conversation_id = p.conversation_id AND a.kind = 'received' AND a.is_imported = 0 AND a.learnt_at < p.learnt_at))
ORDER BY r.received_at

-- The newest word of the carrier, as the panel tells it, and when anything was heard; see ParcelTrouble for what is a trouble.
-- Rides ix_fulfillments_underway.
-- part: parcels
SELECT f.order_id, f.tracking_company, f.tracking_number, COALESCE(n.status, f.shipment_status) AS status, COALESCE(n.happened_at, f.shipped_at) AS heard_at
FROM fulfillments f
LEFT JOIN fulfillment_events n ON n.shop_id = f.shop_id AND n.id = (
  SELECT e.id FROM fulfillment_events e
  WHERE e.shop_id = f.shop_id AND e.order_id = f.order_id AND e.fulfillment_id = f.id AND e.is_deleted = 0 AND e.status IS NOT NULL
  ORDER BY e.happened_at DESC, e.id DESC {take(1)})
WHERE f.shop_id = @ShopId AND f.shipment_status <> 'delivered' AND f.shipped_at >= @Since AND COALESCE(f.status, '') <> 'cancelled'

-- part: trouble
CASE
  WHEN p.status IN ('failure', 'not_delivered') THEN 0
  WHEN p.status = 'attempted_delivery' THEN 1
  WHEN p.status = 'delayed' THEN 2
  WHEN p.status NOT IN ('delivered', 'picked_up') AND p.heard_at < @Quiet THEN 3
END

-- part: of_orders
JOIN orders o ON o.shop_id = @ShopId AND o.id = p.order_id AND o.cancelled_at IS NULL AND o.is_deleted = 0 AND o.is_test = 0

-- name: count_parcels
SELECT w.trouble, COUNT(*) AS total
FROM (
  SELECT p.order_id, MIN({part(trouble)}) AS trouble
  FROM ({part(parcels)}) p
  {part(of_orders)}
  GROUP BY p.order_id) w
WHERE w.trouble IS NOT NULL
GROUP BY w.trouble

-- Whose they are and what is in them is looked up for those few that are shown; a merged customer is the one who was kept.
-- name: list_parcels
SELECT x.order_id, x.order_name, x.tracking_company, x.tracking_number, x.status, x.heard_at, x.trouble,
  u.first_name, u.last_name, u.email, u.phone, l.title, l.variant_title,
  (SELECT COUNT(*) FROM order_lines k WHERE k.shop_id = @ShopId AND k.order_id = x.order_id) AS lines,
  (SELECT c.id FROM conversations c
    WHERE c.shop_id = @ShopId AND c.customer_id = u.id
    ORDER BY c.last_message_at DESC, c.id DESC {take(1)}) AS conversation_id,
  CASE WHEN EXISTS (
    SELECT 1 FROM fetch_requests q
    WHERE q.shop_id = @ShopId AND q.resource = 'order' AND q.resource_id = x.order_id) THEN 1 ELSE 0 END AS is_estimate
FROM (
  SELECT w.order_id, w.order_name, w.shopify_customer_id, w.tracking_company, w.tracking_number, w.status, w.heard_at, w.trouble
  FROM (
    SELECT p.order_id, o.name AS order_name, o.shopify_customer_id, p.tracking_company, p.tracking_number, p.status, p.heard_at,
      {part(trouble)} AS trouble
    FROM ({part(parcels)}) p
    {part(of_orders)}) w
  WHERE w.trouble IS NOT NULL
  ORDER BY w.trouble, w.heard_at DESC, w.order_id {take(@Take)}) x
LEFT JOIN customer_merges m ON m.shop_id = @ShopId AND m.deleted_id = x.shopify_customer_id
LEFT JOIN customers u ON u.shop_id = @ShopId AND u.shopify_id = COALESCE(m.root_id, x.shopify_customer_id)
LEFT JOIN order_lines l ON l.shop_id = @ShopId AND l.order_id = x.order_id AND l.id = (
  SELECT k.id FROM order_lines k
  WHERE k.shop_id = @ShopId AND k.order_id = x.order_id
  ORDER BY k.position, k.id {take(1)})
ORDER BY x.trouble, x.heard_at DESC, x.order_id

-- Orders of which a file of the import told no movement of parcels: until they are fetched, none of them counts as quiet or not.
-- name: count_awaited
SELECT COUNT(*) FROM fetch_requests WHERE shop_id = @ShopId AND resource = 'order'

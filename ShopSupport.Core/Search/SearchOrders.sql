-- Orders that were found, with what the panel reads of how they stand.
-- parts of: Customers.Person.sql

-- part: order
SELECT o.id, o.name, o.currency, o.total_minor, o.financial_status, o.fulfillment_status, o.cancelled_at, o.processed_at,
  COALESCE((SELECT SUM(r.amount_minor) FROM refunds r
    WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND r.currency = o.currency), 0) AS refunded_minor,
  COALESCE(k.id, u.id) AS customer_id,
  (SELECT c.id FROM conversations c WHERE c.shop_id = o.shop_id AND c.customer_id = COALESCE(k.id, u.id)
   ORDER BY c.last_message_at DESC, c.id DESC {take(1)}) AS conversation_id,
  {part(person_name)}

-- name: list_orders [sqlite]
{part(order)}
FROM json_each(@Ids) wanted
CROSS JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.value
LEFT JOIN customers u ON u.shop_id = o.shop_id AND u.shopify_id = o.shopify_customer_id
{part(person_left)}

-- name: list_orders [sqlserver]
{part(order)}
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.id
LEFT JOIN customers u ON u.shop_id = o.shop_id AND u.shopify_id = o.shopify_customer_id
{part(person_left)}

-- part: parts
SELECT l.order_id, l.title, l.variant_title, l.quantity, l.current_quantity, l.fulfillable_quantity

-- part: parcel
SELECT f.order_id, f.tracking_number, f.shipped_at,
  COALESCE((SELECT e.status FROM fulfillment_events e
    WHERE e.shop_id = f.shop_id AND e.order_id = f.order_id AND e.fulfillment_id = f.id AND e.is_deleted = 0 AND e.status IS NOT NULL
    ORDER BY e.happened_at DESC, e.id DESC {take(1)}), f.shipment_status) AS status

-- A join to the list would make SQLite walk all parcels of the shop.
-- name: list_parts [sqlite]
{part(parts)}
FROM json_each(@Ids) wanted
CROSS JOIN order_lines l ON l.shop_id = @ShopId AND l.order_id = wanted.value
ORDER BY l.order_id, l.position, l.id;
{part(parcel)}
FROM fulfillments f
WHERE f.shop_id = @ShopId AND f.order_id IN (SELECT wanted.value FROM json_each(@Ids) wanted) AND COALESCE(f.status, '') <> 'cancelled'
ORDER BY f.order_id, f.shipped_at, f.id;
SELECT r.order_id, r.name, r.status
FROM returns r
WHERE r.shop_id = @ShopId AND r.order_id IN (SELECT wanted.value FROM json_each(@Ids) wanted)
ORDER BY r.order_id, r.id

-- name: list_parts [sqlserver]
{part(parts)}
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN order_lines l ON l.shop_id = @ShopId AND l.order_id = wanted.id
ORDER BY l.order_id, l.position, l.id;
{part(parcel)}
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN fulfillments f ON f.shop_id = @ShopId AND f.order_id = wanted.id
WHERE COALESCE(f.status, '') <> 'cancelled'
ORDER BY f.order_id, f.shipped_at, f.id;
SELECT r.order_id, r.name, r.status
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN returns r ON r.shop_id = @ShopId AND r.order_id = wanted.id
ORDER BY r.order_id, r.id

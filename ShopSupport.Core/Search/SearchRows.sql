-- The rows that are shown of what was found, by ids.
-- parts of: Customers.Person.sql

-- part: message
SELECT c.id AS conversation_id, m.id AS message_id, m.kind, c.channel, c.subject, m.body AS text, c.status,
  CASE WHEN c.status = 'open' AND c.waiting_since IS NOT NULL THEN 1 ELSE 0 END AS is_waiting, m.sent_at, c.address,
  {part(person_name)}

-- name: list_messages [sqlite]
{part(message)}
FROM json_each(@Ids) wanted
CROSS JOIN messages m ON m.id = wanted.value AND m.shop_id = @ShopId
CROSS JOIN conversations c ON c.id = m.conversation_id AND c.shop_id = m.shop_id
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
{part(person_left)}
ORDER BY m.sent_at DESC, m.id DESC

-- name: list_messages [sqlserver]
{part(message)}
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN messages m ON m.id = wanted.id AND m.shop_id = @ShopId
JOIN conversations c ON c.id = m.conversation_id AND c.shop_id = m.shop_id
LEFT JOIN customers u ON u.id = c.customer_id AND u.shop_id = c.shop_id
{part(person_left)}
ORDER BY m.sent_at DESC, m.id DESC

-- part: customer
SELECT u.id AS asked_id, COALESCE(k.id, u.id) AS id, COALESCE(k.shopify_id, u.shopify_id) AS shopify_id, a.city, a.province, a.country_code,
  {part(person_name)}

-- part: place
LEFT JOIN customer_addresses a ON a.shop_id = u.shop_id AND a.shopify_customer_id = COALESCE(k.shopify_id, u.shopify_id)
WHERE COALESCE(k.is_deleted, u.is_deleted) = 0

-- name: list_customers [sqlite]
{part(customer)}
FROM json_each(@Ids) wanted
CROSS JOIN customers u ON u.shop_id = @ShopId AND u.id = wanted.value
{part(person_left)}
{part(place)}

-- name: list_customers [sqlserver]
{part(customer)}
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN customers u ON u.shop_id = @ShopId AND u.id = wanted.id
{part(person_left)}
{part(place)}

-- name: list_customers_talk [sqlite]
SELECT c.customer_id, c.id AS conversation_id, c.last_message_at, CASE WHEN c.status = 'open' AND c.waiting_since IS NOT NULL THEN 1 ELSE 0 END AS is_waiting
FROM json_each(@Ids) wanted
CROSS JOIN conversations c ON c.shop_id = @ShopId AND c.customer_id = wanted.value

-- name: list_customers_talk [sqlserver]
SELECT c.customer_id, c.id AS conversation_id, c.last_message_at, CASE WHEN c.status = 'open' AND c.waiting_since IS NOT NULL THEN 1 ELSE 0 END AS is_waiting
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN conversations c ON c.shop_id = @ShopId AND c.customer_id = wanted.id

-- What was bought by the customers and by those who were merged into them, as in the panel.
-- part: spent
SELECT x.shopify_id, x.currency, COUNT(*) AS orders, SUM(x.total_minor) - SUM(x.refunded_minor) AS spent_minor
FROM (
  SELECT p.shopify_id, o.currency, o.total_minor,
    COALESCE((SELECT SUM(r.amount_minor) FROM refunds r
      WHERE r.shop_id = o.shop_id AND r.order_id = o.id AND r.currency = o.currency), 0) AS refunded_minor

-- part: counted
  WHERE o.cancelled_at IS NULL AND o.is_test = 0 AND o.is_deleted = 0
) x
GROUP BY x.shopify_id, x.currency

-- name: list_spending [sqlite]
{part(spent)}
  FROM (
    SELECT f.value AS shopify_id, f.value AS member_id FROM json_each(@Ids) f
    UNION ALL
    SELECT g.root_id, g.deleted_id FROM json_each(@Ids) f CROSS JOIN customer_merges g ON g.shop_id = @ShopId AND g.root_id = f.value
    WHERE g.deleted_id <> g.root_id
  ) p
  CROSS JOIN orders o ON o.shop_id = @ShopId AND o.shopify_customer_id = p.member_id AND o.processed_at > @Never
{part(counted)}

-- name: list_spending [sqlserver]
{part(spent)}
  FROM (
    SELECT f.id AS shopify_id, f.id AS member_id FROM OPENJSON(@Ids) WITH (id BIGINT '$') f
    UNION ALL
    SELECT g.root_id, g.deleted_id FROM OPENJSON(@Ids) WITH (id BIGINT '$') f JOIN customer_merges g ON g.shop_id = @ShopId AND g.root_id = f.id
    WHERE g.deleted_id <> g.root_id
  ) p
  JOIN orders o ON o.shop_id = @ShopId AND o.shopify_customer_id = p.member_id
{part(counted)}

-- name: delete_lines
DELETE FROM order_lines WHERE shop_id = @ShopId AND order_id = @OrderId

-- name: delete_lines [sqlserver]
DELETE t FROM order_lines t
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', order_id BIGINT '$.order_id') r ON t.shop_id = r.shop_id AND t.order_id = r.order_id

-- name: find_customers [sqlite]
SELECT o.id, o.shopify_customer_id
FROM json_each(@Ids) wanted
CROSS JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.value
WHERE o.shopify_customer_id IS NOT NULL

-- name: find_customers [sqlserver]
SELECT o.id, o.shopify_customer_id
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.id
WHERE o.shopify_customer_id IS NOT NULL

-- name: find_gone [sqlite]
SELECT o.id, o.shopify_customer_id, o.name
FROM json_each(@Ids) wanted
CROSS JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.value
WHERE o.shopify_customer_id IS NOT NULL

-- name: find_gone [sqlserver]
SELECT o.id, o.shopify_customer_id, o.name
FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN orders o ON o.shop_id = @ShopId AND o.id = wanted.id
WHERE o.shopify_customer_id IS NOT NULL

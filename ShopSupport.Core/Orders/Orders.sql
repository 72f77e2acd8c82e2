-- name: delete_lines
DELETE FROM order_lines WHERE shop_id = @ShopId AND order_id = @OrderId

-- name: delete_lines [sqlserver]
DELETE t FROM order_lines t
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', order_id BIGINT '$.order_id') r ON t.shop_id = r.shop_id AND t.order_id = r.order_id

-- name: find_customer
SELECT customer_id FROM orders WHERE shop_id = @ShopId AND id = @OrderId

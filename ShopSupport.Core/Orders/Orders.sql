-- name: delete_lines
DELETE FROM order_lines WHERE shop_id = @ShopId AND order_id = @OrderId

-- name: find_customer
SELECT customer_id FROM orders WHERE shop_id = @ShopId AND id = @OrderId

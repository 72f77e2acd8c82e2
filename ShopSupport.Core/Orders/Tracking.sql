-- name: forget
DELETE FROM tracking_numbers WHERE shop_id = @ShopId AND fulfillment_id = @FulfillmentId

-- name: forget [sqlserver]
DELETE t FROM tracking_numbers t
JOIN OPENJSON(@Rows) WITH (shop_id BIGINT '$.shop_id', fulfillment_id BIGINT '$.fulfillment_id') r
  ON t.shop_id = r.shop_id AND t.fulfillment_id = r.fulfillment_id

-- name: list_after
SELECT id, order_id, tracking_number, more_tracking FROM fulfillments WHERE shop_id = @ShopId AND id > @After ORDER BY id {take(@Take)}

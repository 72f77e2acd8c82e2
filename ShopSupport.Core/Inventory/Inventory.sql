-- name: list_variants
SELECT id FROM variants WHERE shop_id = @ShopId AND product_id = @ProductId

-- name: delete_variant
DELETE FROM variants WHERE shop_id = @ShopId AND id = @Id

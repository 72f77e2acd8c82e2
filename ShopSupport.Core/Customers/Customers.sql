-- name: adopt_contact
UPDATE customers SET shopify_id = @ShopifyId
WHERE shop_id = @ShopId AND shopify_id IS NULL AND id = (
  SELECT MIN(c.id) FROM customers c
  WHERE c.shop_id = @ShopId AND c.shopify_id IS NULL AND (c.email = @Email OR c.phone = @Phone))
  AND NOT EXISTS (SELECT 1 FROM customers k WHERE k.shop_id = @ShopId AND k.shopify_id = @ShopifyId)

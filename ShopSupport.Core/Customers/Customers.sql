-- name: adopt_contact
UPDATE customers SET shopify_id = @ShopifyId
WHERE shop_id = @ShopId AND shopify_id IS NULL AND id = (
  SELECT MIN(c.id) FROM customers c
  WHERE c.shop_id = @ShopId AND c.shopify_id IS NULL AND (c.email = @Email OR c.phone = @Phone))
  AND NOT EXISTS (SELECT 1 FROM customers k WHERE k.shop_id = @ShopId AND k.shopify_id = @ShopifyId)

-- name: find_kept
SELECT kept_id FROM customer_merges WHERE shop_id = @ShopId AND deleted_id = @Id

-- name: list_merged_into
SELECT deleted_id FROM customer_merges WHERE shop_id = @ShopId AND kept_id = @Id

-- name: set_root
UPDATE customer_merges SET root_id = @RootId WHERE shop_id = @ShopId AND deleted_id = @Id

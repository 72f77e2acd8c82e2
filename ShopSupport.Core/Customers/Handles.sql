-- name: recognise
SELECT customer_id, 1 AS priority FROM customer_handles WHERE shop_id = @ShopId AND kind = @IdKind AND handle = @Id
UNION ALL
SELECT MIN(id), 2 FROM customers WHERE shop_id = @ShopId AND email = @Email AND shopify_id IS NOT NULL AND is_deleted = 0
UNION ALL
SELECT MIN(id), 3 FROM customers WHERE shop_id = @ShopId AND phone = @Phone AND shopify_id IS NOT NULL AND is_deleted = 0
UNION ALL
SELECT customer_id, 4 FROM customer_handles WHERE shop_id = @ShopId AND kind = 'mail' AND handle = @Email
UNION ALL
SELECT customer_id, 5 FROM customer_handles WHERE shop_id = @ShopId AND kind = 'phone' AND handle = @Phone
ORDER BY priority

-- name: add_customer [sqlite]
INSERT INTO customers (shop_id, last_name, email, phone) VALUES (@ShopId, @Name, @Email, @Phone) RETURNING id

-- name: add_customer [sqlserver]
INSERT INTO customers (shop_id, last_name, email, phone) OUTPUT inserted.id VALUES (@ShopId, @Name, @Email, @Phone)

-- name: remember
UPDATE customer_handles SET seen_at = @At
WHERE shop_id = @ShopId AND customer_id = @CustomerId AND seen_at < @At
  AND ((kind = @IdKind AND handle = @Id) OR (kind = 'mail' AND handle = @Email) OR (kind = 'phone' AND handle = @Phone));
INSERT INTO customer_handles (shop_id, kind, handle, customer_id, is_verified, seen_at)
SELECT @ShopId, @IdKind, @Id, @CustomerId, 1, @At
WHERE @Id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_handles WHERE shop_id = @ShopId AND kind = @IdKind AND handle = @Id);
INSERT INTO customer_handles (shop_id, kind, handle, customer_id, is_verified, seen_at)
SELECT @ShopId, 'mail', @Email, @CustomerId, @IsVerified, @At
WHERE @Email IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_handles WHERE shop_id = @ShopId AND kind = 'mail' AND handle = @Email);
INSERT INTO customer_handles (shop_id, kind, handle, customer_id, is_verified, seen_at)
SELECT @ShopId, 'phone', @Phone, @CustomerId, @IsVerified, @At
WHERE @Phone IS NOT NULL AND NOT EXISTS (SELECT 1 FROM customer_handles WHERE shop_id = @ShopId AND kind = 'phone' AND handle = @Phone)

-- name: count
SELECT l.variant_id, SUM(CAST(l.current_quantity AS BIGINT)) AS quantity
FROM orders o
JOIN order_lines l ON l.shop_id = o.shop_id AND l.order_id = o.id
WHERE o.shop_id = @ShopId AND o.processed_at >= @Since
  AND o.cancelled_at IS NULL AND o.is_test = 0 AND o.is_deleted = 0
  AND l.variant_id IS NOT NULL
GROUP BY l.variant_id
HAVING SUM(CAST(l.current_quantity AS BIGINT)) > 0
ORDER BY quantity DESC, l.variant_id {take(@Take)}

-- name: clear
DELETE FROM best_sellers WHERE shop_id = @ShopId

-- name: add
INSERT INTO best_sellers (shop_id, variant_id, place, sold, refreshed_at)
VALUES (@ShopId, @VariantId, @Place, @Sold, @RefreshedAt)

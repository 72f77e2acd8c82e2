-- name: list_imports
SELECT resource, status, rows_done, rows_total, refused, error, started_at, ended_at FROM imports WHERE shop_id = @ShopId

-- name: list_reconciles
SELECT resource, marked_at, ran_at, mended, counted_ours, counted_shopify, error FROM reconciles WHERE shop_id = @ShopId

-- name: list_notices
SELECT topic, MAX(last_at) AS last_at FROM delivery_totals WHERE shop_id = @ShopId GROUP BY topic

-- What an installation before the present one brought in or compared counts no more.
-- part: installed_at
(SELECT s.installed_at FROM shops s WHERE s.id = @ShopId)

-- name: list_imports
SELECT resource, status, rows_done, rows_total, refused, error, started_at, ended_at,
  CASE WHEN asked_at < {part(installed_at)} THEN 1 ELSE 0 END AS is_earlier
FROM imports
WHERE shop_id = @ShopId

-- name: list_reconciles
SELECT resource, marked_at, ran_at, mended, error,
  CASE WHEN counted_at < {part(installed_at)} THEN NULL ELSE counted_ours END AS counted_ours, counted_shopify
FROM reconciles
WHERE shop_id = @ShopId AND ran_at >= COALESCE({part(installed_at)}, ran_at)

-- name: list_notices
SELECT topic, MAX(last_at) AS last_at FROM delivery_totals WHERE shop_id = @ShopId GROUP BY topic

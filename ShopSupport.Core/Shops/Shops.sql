-- part: shop
SELECT s.id, s.domain, p.name, p.currency, p.time_zone, p.locale, p.country, s.installed_at, u.uninstalled_at
FROM shops s
LEFT JOIN shop_profiles p ON p.shop_id = s.id
LEFT JOIN shop_uninstalls u ON u.shop_id = s.id

-- name: find
{part(shop)}
WHERE s.domain = @Domain

-- name: find_by_id
{part(shop)}
WHERE s.id = @ShopId

-- name: find_id
SELECT id FROM shops WHERE domain = @Domain

-- name: add
INSERT INTO shops (domain, created_at)
SELECT @Domain, @CreatedAt
WHERE NOT EXISTS (SELECT 1 FROM shops WHERE domain = @Domain)

-- name: install
UPDATE shops SET installed_at = @InstalledAt WHERE id = @ShopId AND (installed_at IS NULL OR installed_at < @InstalledAt)

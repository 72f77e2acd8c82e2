-- Every change of the pair moves the lease on, so that nobody takes the turn by a row from before.
-- name: find
SELECT s.domain, a.access_token, a.access_ends_at, a.refresh_token, a.refresh_ends_at, a.scopes, a.renewed_at, a.problem,
       COALESCE(a.lease, 0) AS lease
FROM shops s
LEFT JOIN shop_access a ON a.shop_id = s.id
WHERE s.id = @ShopId

-- name: add
INSERT INTO shop_access (shop_id)
SELECT @ShopId
WHERE NOT EXISTS (SELECT 1 FROM shop_access WHERE shop_id = @ShopId)

-- name: lease
UPDATE shop_access SET lease = lease + 1, leased_until = @Until
WHERE shop_id = @ShopId AND lease = @Lease AND (leased_until IS NULL OR leased_until <= @Now)

-- name: keep
UPDATE shop_access
SET access_token = @AccessToken, access_ends_at = @AccessEndsAt, refresh_token = @RefreshToken, refresh_ends_at = @RefreshEndsAt,
    scopes = @Scopes, renewed_at = @Now, problem = NULL, lease = lease + 1, leased_until = NULL
WHERE shop_id = @ShopId AND lease = @Lease

-- name: release
UPDATE shop_access SET lease = lease + 1, leased_until = NULL WHERE shop_id = @ShopId AND lease = @Lease

-- name: note
UPDATE shop_access SET problem = @Problem WHERE shop_id = @ShopId AND COALESCE(problem, '') <> COALESCE(@Problem, '')

-- name: forget
UPDATE shop_access
SET access_token = NULL, access_ends_at = NULL, refresh_token = NULL, refresh_ends_at = NULL, problem = @Problem, lease = lease + 1, leased_until = NULL
WHERE shop_id = @ShopId AND lease = @Lease

-- name: count
SELECT COUNT(*) FROM fetch_requests WHERE shop_id = @ShopId

-- name: list [sqlite]
SELECT resource, resource_id, version, version_rank
FROM fetch_requests
WHERE shop_id = @ShopId AND resource NOT IN (SELECT value FROM json_each(@Except))
ORDER BY asked_at DESC, resource, resource_id DESC {take(@Take)}

-- name: list [sqlserver]
SELECT resource, resource_id, version, version_rank
FROM fetch_requests
WHERE shop_id = @ShopId AND resource NOT IN (SELECT value FROM OPENJSON(@Except) WITH (value NVARCHAR(40) '$') x)
ORDER BY asked_at DESC, resource, resource_id DESC {take(@Take)}

-- name: count_orders [sqlite]
SELECT COUNT(*) FROM json_each(@Ids) wanted
CROSS JOIN fetch_requests f ON f.shop_id = @ShopId AND f.resource = 'order' AND f.resource_id = wanted.value

-- name: count_orders [sqlserver]
SELECT COUNT(*) FROM OPENJSON(@Ids) WITH (id BIGINT '$') wanted
JOIN fetch_requests f ON f.shop_id = @ShopId AND f.resource = 'order' AND f.resource_id = wanted.id

-- name: hurry_orders [sqlite]
UPDATE fetch_requests SET asked_at = @Now
WHERE shop_id = @ShopId AND resource = 'order' AND resource_id IN (SELECT value FROM json_each(@Ids))

-- name: hurry_orders [sqlserver]
UPDATE f SET asked_at = @Now
FROM fetch_requests f
JOIN OPENJSON(@Ids) WITH (id BIGINT '$') wanted ON f.resource_id = wanted.id
WHERE f.shop_id = @ShopId AND f.resource = 'order'

-- name: ask_again
UPDATE fetch_requests SET reason = @Reason, asked_at = @AskedAt, version = @Version, version_rank = 0
WHERE shop_id = @ShopId AND resource = @Resource AND resource_id = @ResourceId

-- name: ask
INSERT INTO fetch_requests (shop_id, resource, resource_id, reason, asked_at, version, version_rank)
VALUES (@ShopId, @Resource, @ResourceId, @Reason, @AskedAt, @Version, 0)

-- name: done
DELETE FROM fetch_requests
WHERE shop_id = @ShopId AND resource = @Resource AND resource_id = @ResourceId AND version = @Version AND version_rank = @VersionRank

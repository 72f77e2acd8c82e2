-- name: replace
UPDATE work
SET lane = @Lane, due_at = @DueAt, visible_at = @DueAt, payload = @Payload, tries = 0, receipt = receipt + 1, died_at = NULL, error = NULL
WHERE shop_id = @ShopId AND kind = @Kind AND work_key = @Key

-- name: add
INSERT INTO work (shop_id, kind, work_key, lane, due_at, visible_at, payload, created_at)
VALUES (@ShopId, @Kind, @Key, @Lane, @DueAt, @DueAt, @Payload, @Now)

-- name: cancel
DELETE FROM work WHERE shop_id = @ShopId AND kind = @Kind AND work_key = @Key

-- name: done
DELETE FROM work WHERE shop_id = @ShopId AND id = @Id AND receipt = @Receipt

-- name: again
UPDATE work SET due_at = @DueAt, visible_at = @DueAt, payload = @Payload, tries = 0, receipt = receipt + 1
WHERE shop_id = @ShopId AND id = @Id AND receipt = @Receipt

-- name: hasten
UPDATE work SET due_at = @DueAt, visible_at = @DueAt
WHERE shop_id = @ShopId AND kind = @Kind AND work_key = @Key AND due_at > @DueAt AND visible_at = due_at

-- name: release
UPDATE work SET visible_at = @VisibleAt, tries = tries + @Failed WHERE shop_id = @ShopId AND id = @Id AND receipt = @Receipt

-- name: give_up
UPDATE work SET visible_at = NULL, tries = tries + 1, died_at = @Now, error = @Error
WHERE shop_id = @ShopId AND id = @Id AND receipt = @Receipt

-- name: retry
UPDATE work SET visible_at = @Now, tries = 0, receipt = receipt + 1, died_at = NULL, error = NULL
WHERE shop_id = @ShopId AND id = @Id AND died_at IS NOT NULL

-- name: list_dead
SELECT id, kind, work_key AS "key", died_at, error
FROM work
WHERE shop_id = @ShopId AND died_at IS NOT NULL
ORDER BY died_at DESC, id DESC {take(@Take)}

-- name: list_shops_without
SELECT s.id FROM shops s
WHERE NOT EXISTS (SELECT 1 FROM work w WHERE w.shop_id = s.id AND w.kind = @Kind AND w.work_key = @Key)
ORDER BY s.id {take(@Take)}

-- name: next_due
SELECT visible_at FROM work WHERE lane = @Lane AND visible_at IS NOT NULL ORDER BY visible_at {take(1)}

-- name: next_shops
SELECT s.id FROM shops s
WHERE s.id > @After AND EXISTS (SELECT 1 FROM work w WHERE w.shop_id = s.id AND w.lane = @Lane AND w.visible_at <= @Now)
ORDER BY s.id {take(@Take)}

-- name: claim [sqlite]
UPDATE work NOT INDEXED SET visible_at = @Until, receipt = receipt + 1
WHERE shop_id = @ShopId AND id IN (
  SELECT id FROM work WHERE shop_id = @ShopId AND lane = @Lane AND visible_at <= @Now ORDER BY visible_at, id LIMIT 1)
RETURNING id, shop_id, kind, work_key AS "key", lane, due_at, tries, receipt, payload

-- name: claim [sqlserver]
UPDATE TOP (1) work WITH (UPDLOCK, ROWLOCK, READPAST) SET visible_at = @Until, receipt = receipt + 1
OUTPUT inserted.id, inserted.shop_id, inserted.kind, inserted.work_key AS [key], inserted.lane, inserted.due_at, inserted.tries,
       inserted.receipt, inserted.payload
WHERE shop_id = @ShopId AND lane = @Lane AND visible_at <= @Now

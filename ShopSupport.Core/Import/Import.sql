-- name: list
SELECT resource, status, operation_id, read_at, rows_done, rows_total, bytes_done, bytes_total, refused, tries, error, asked_at, started_at, ended_at
FROM imports WHERE shop_id = @ShopId

-- name: ask_again
UPDATE imports
SET status = 'waiting', read_at = NULL, rows_done = 0, rows_total = NULL, bytes_done = 0, bytes_total = NULL, refused = 0, tries = 0,
    error = NULL, asked_at = @Now, started_at = NULL, ended_at = NULL
WHERE shop_id = @ShopId AND resource = @Resource

-- name: ask_failed
UPDATE imports
SET status = 'waiting', read_at = NULL, rows_done = 0, rows_total = NULL, bytes_done = 0, bytes_total = NULL, refused = 0, tries = 0,
    error = NULL, asked_at = @Now, started_at = NULL, ended_at = NULL
WHERE shop_id = @ShopId AND status = 'failed'

-- name: find_standing
SELECT
  (SELECT COUNT(*) FROM imports i WHERE i.shop_id = @ShopId) AS resources,
  (SELECT COUNT(*) FROM imports i WHERE i.shop_id = @ShopId AND i.status IN ('waiting', 'running', 'reading')) AS open_resources,
  (SELECT COUNT(*) FROM work w WHERE w.shop_id = @ShopId AND w.kind = @Kind AND w.died_at IS NULL) AS items,
  (SELECT COUNT(*) FROM shop_access a WHERE a.shop_id = @ShopId AND a.access_token IS NOT NULL) AS tokens

-- name: ask
INSERT INTO imports (shop_id, resource, status, asked_at) VALUES (@ShopId, @Resource, 'waiting', @Now)

-- name: note_operation
UPDATE imports SET status = 'running', operation_id = @OperationId
WHERE shop_id = @ShopId AND resource = @Resource AND status = 'waiting'

-- name: note_total
UPDATE imports SET rows_total = @RowsTotal WHERE shop_id = @ShopId AND resource = @Resource

-- name: begin_reading
UPDATE imports
SET status = 'reading', read_at = @ReadAt, rows_total = @RowsTotal, bytes_total = @BytesTotal
WHERE shop_id = @ShopId AND resource = @Resource AND status IN ('waiting', 'running')

-- name: advance
UPDATE imports
SET rows_done = rows_done + @Rows, refused = refused + @Refused, bytes_done = @End, started_at = COALESCE(started_at, @Now)
WHERE shop_id = @ShopId AND resource = @Resource AND status = 'reading' AND bytes_done = @Start

-- name: try_again
UPDATE imports
SET status = 'waiting', rows_done = 0, rows_total = NULL, bytes_done = 0, bytes_total = NULL, refused = 0, started_at = NULL, tries = tries + 1
WHERE shop_id = @ShopId AND resource = @Resource AND status IN ('running', 'reading')

-- name: finish
UPDATE imports SET status = @Status, error = @Error, ended_at = @Now
WHERE shop_id = @ShopId AND resource = @Resource AND status IN ('waiting', 'running', 'reading')

-- name: stop
UPDATE imports SET status = 'failed', error = @Error, ended_at = @Now
WHERE shop_id = @ShopId AND status IN ('waiting', 'running', 'reading')

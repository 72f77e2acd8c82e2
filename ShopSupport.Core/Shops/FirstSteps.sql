-- name: find
SELECT CASE WHEN hidden_at IS NULL THEN 0 ELSE 1 END FROM first_steps WHERE shop_id = @ShopId

-- name: change
UPDATE first_steps SET hidden_at = @HiddenAt, hidden_by = @AgentId WHERE shop_id = @ShopId

-- name: add
INSERT INTO first_steps (shop_id, hidden_at, hidden_by)
SELECT @ShopId, @HiddenAt, @AgentId
WHERE NOT EXISTS (SELECT 1 FROM first_steps WHERE shop_id = @ShopId)

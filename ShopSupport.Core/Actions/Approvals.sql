-- parts of: Actions.Action.sql

-- name: find_asker
SELECT g.name, g.is_manager, g.is_outside, g.created_at, p.currency AS shop_currency, r.newcomer_days, l.agent_class, l.most_minor, l.currency
FROM agents g
LEFT JOIN shop_profiles p ON p.shop_id = g.shop_id
LEFT JOIN approval_rules r ON r.shop_id = g.shop_id
LEFT JOIN action_limits l ON l.shop_id = g.shop_id AND l.kind = @Kind
WHERE g.shop_id = @ShopId AND g.id = @AgentId

-- name: list_managers
SELECT name FROM agents WHERE shop_id = @ShopId AND is_manager = 1 AND is_active = 1 ORDER BY name {binary}, id

-- name: list_waiting
SELECT {part(action)}
FROM actions a
JOIN agents g ON g.shop_id = a.shop_id AND g.id = a.asked_by
WHERE a.shop_id = @ShopId AND a.state = 'waiting'
ORDER BY a.id {take(@Take)}

-- name: count_waiting
SELECT COUNT(*) FROM actions WHERE shop_id = @ShopId AND state = 'waiting'

-- name: lock_shop
UPDATE shops SET last_event_seq = last_event_seq WHERE id = @ShopId

-- name: find
SELECT {part(action)}
FROM actions a
JOIN agents g ON g.shop_id = a.shop_id AND g.id = a.asked_by
WHERE a.shop_id = @ShopId AND a.id = @Id

-- name: is_manager
SELECT COUNT(*) FROM agents WHERE shop_id = @ShopId AND id = @AgentId AND is_manager = 1 AND is_active = 1

-- name: approve
UPDATE actions SET state = 'asked', decided_by = @AgentId, decided_at = @Now, decided_why = @Why
WHERE shop_id = @ShopId AND id = @Id AND state = 'waiting' AND asked_by <> @AgentId

-- name: decline
UPDATE actions SET state = 'declined', decided_by = @AgentId, decided_at = @Now, decided_why = @Why, ended_at = @Now
WHERE shop_id = @ShopId AND id = @Id AND state = 'waiting' AND asked_by <> @AgentId

-- name: find_rules
SELECT newcomer_days FROM approval_rules WHERE shop_id = @ShopId

-- name: list_limits
SELECT kind, agent_class, most_minor, currency FROM action_limits WHERE shop_id = @ShopId ORDER BY kind, agent_class

-- name: delete_limits
DELETE FROM action_limits WHERE shop_id = @ShopId

-- name: add_limit
INSERT INTO action_limits (shop_id, kind, agent_class, most_minor, currency)
VALUES (@ShopId, @Kind, @AgentClass, @MostMinor, @Currency)

-- name: move_rules
UPDATE approval_rules SET newcomer_days = @NewcomerDays, changed_at = @Now WHERE shop_id = @ShopId

-- name: add_rules
INSERT INTO approval_rules (shop_id, newcomer_days, changed_at)
SELECT @ShopId, @NewcomerDays, @Now
WHERE NOT EXISTS (SELECT 1 FROM approval_rules WHERE shop_id = @ShopId)

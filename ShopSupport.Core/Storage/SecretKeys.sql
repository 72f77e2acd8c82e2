-- name: list
SELECT name, xml FROM secret_keys ORDER BY created_at, name

-- name: add
INSERT INTO secret_keys (name, xml, created_at)
SELECT @Name, @Xml, @CreatedAt
WHERE NOT EXISTS (SELECT 1 FROM secret_keys WHERE name = @Name)

-- name: lock
UPDATE secret_keys SET xml = @Xml WHERE name = @Name

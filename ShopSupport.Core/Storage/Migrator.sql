-- name: has_table [sqlite]
SELECT COUNT(*) FROM pragma_table_info('migrations')

-- name: has_table [sqlserver]
SELECT COUNT(*) FROM sys.tables WHERE name = 'migrations'

-- name: create_table [sqlite]
CREATE TABLE IF NOT EXISTS migrations (set_name TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (set_name, name))

-- name: create_table [sqlserver]
IF NOT EXISTS (SELECT 1 FROM sys.tables WHERE name = 'migrations')
CREATE TABLE migrations (set_name NVARCHAR(20) NOT NULL, name NVARCHAR(200) NOT NULL, CONSTRAINT pk_migrations PRIMARY KEY (set_name, name))

-- name: touch
UPDATE migrations SET name = name

-- name: list
SELECT name FROM migrations WHERE set_name = @SetName

-- name: add
INSERT INTO migrations (set_name, name) VALUES (@SetName, @Name)

-- name: readers_wait
SELECT 0

-- name: readers_wait [sqlserver]
SELECT CASE WHEN is_read_committed_snapshot_on = 1 THEN 0 ELSE 1 END FROM sys.databases WHERE name = DB_NAME()

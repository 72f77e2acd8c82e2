-- name: lock
SELECT 1

-- name: lock [sqlserver]
DECLARE @Result INT;
EXEC @Result = sp_getapplock @Resource = N'shopsupport:migrate', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 20000;
IF @Result < 0 THROW 50002, 'The database is being migrated by another process.', 1

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

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

-- Full text: these run outside of a transaction, and only where there is such a thing.
-- name: has_catalog [sqlite]
SELECT 1

-- name: has_catalog [sqlserver]
SELECT COUNT(*) FROM sys.fulltext_catalogs WHERE is_default = 1

-- name: make_catalog [sqlite]
SELECT 1

-- name: make_catalog [sqlserver]
CREATE FULLTEXT CATALOG shopsupport AS DEFAULT

-- name: count_indexes [sqlite]
SELECT 2

-- name: count_indexes [sqlserver]
SELECT COUNT(*) FROM sys.fulltext_indexes WHERE object_id IN (OBJECT_ID('message_words'), OBJECT_ID('customer_words'))

-- Words that say nothing in English are kept: each must be there that is asked for.
-- name: index_messages [sqlite]
SELECT 1

-- name: index_messages [sqlserver]
CREATE FULLTEXT INDEX ON message_words (words LANGUAGE 0) KEY INDEX pk_message_words WITH (CHANGE_TRACKING = AUTO, STOPLIST = OFF)

-- name: index_messages_plainly [sqlite]
SELECT 1

-- name: index_messages_plainly [sqlserver]
CREATE FULLTEXT INDEX ON message_words (words) KEY INDEX pk_message_words

-- name: index_customers [sqlite]
SELECT 1

-- name: index_customers [sqlserver]
CREATE FULLTEXT INDEX ON customer_words (words LANGUAGE 0) KEY INDEX pk_customer_words WITH (CHANGE_TRACKING = AUTO, STOPLIST = OFF)

-- name: index_customers_plainly [sqlite]
SELECT 1

-- name: index_customers_plainly [sqlserver]
CREATE FULLTEXT INDEX ON customer_words (words) KEY INDEX pk_customer_words

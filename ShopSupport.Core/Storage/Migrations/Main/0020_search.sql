-- Words that messages and customers are found by. On SQLite the rows are those of an index that keeps no text.
{words_table(message_words,message_id)};
{words_table(customer_words,customer_id)};

-- Titles and numbers as they are compared; null for what was written before, until the work below has come to it.
ALTER TABLE products ADD search_title {text(1000)} NULL;
ALTER TABLE variants ADD search_text {text(1000)} NULL;

CREATE INDEX ix_customers_shop ON customers (shop_id, id);
CREATE INDEX ix_orders_name ON orders (shop_id, name);
CREATE INDEX ix_fulfillments_tracking ON fulfillments (shop_id, tracking_number) WHERE tracking_number IS NOT NULL;

-- What was there before is indexed in the background.
INSERT INTO work (shop_id, kind, work_key, lane, due_at, visible_at, created_at)
SELECT id, 'search_words', 'existing', 1, created_at, created_at, created_at FROM shops;

-- What happened to an order or a contract and no row of the present holds: it was edited, taken back, paused, skipped. A
-- row is added once and never changed; mark tells two of a kind apart. Whose it was is read from the order or contract,
-- and kept here only where that is gone.
CREATE TABLE happenings (
  shop_id {bigint} NOT NULL,
  subject {key(20)} NOT NULL,
  subject_id {bigint} NOT NULL,
  kind {key(40)} NOT NULL,
  mark {key(60)} NOT NULL,
  shopify_customer_id {bigint} NULL,
  happened_at {instant} NOT NULL,
  name {text(80)} NULL,
  contents {longtext} NULL,
  was_at {instant} NULL,
  due_at {instant} NULL,
  PRIMARY KEY (shop_id, subject, subject_id, kind, mark)
) {clustered};
CREATE INDEX ix_happenings_customer ON happenings (shop_id, shopify_customer_id, happened_at) WHERE shopify_customer_id IS NOT NULL;
CREATE INDEX ix_happenings_time ON happenings (shop_id, happened_at);

-- A contract that Shopify does not know any more leaves a row that no late delivery brings back.
ALTER TABLE subscription_contracts ADD is_deleted {bool} DEFAULT 0 NOT NULL;

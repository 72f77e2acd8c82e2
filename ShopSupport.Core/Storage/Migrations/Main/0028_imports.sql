-- How far a shop's history has come in, a row for each resource. read_at: when Shopify began to read it, which is when its
-- rows were true. bytes_done: how much of Shopify's file is in our tables, so that any end goes on from there.
CREATE TABLE imports (
  shop_id {bigint} NOT NULL,
  resource {key(20)} NOT NULL,
  status {key(20)} NOT NULL,
  operation_id {bigint} NULL,
  read_at {instant} NULL,
  rows_done {bigint} DEFAULT 0 NOT NULL,
  rows_total {bigint} NULL,
  bytes_done {bigint} DEFAULT 0 NOT NULL,
  bytes_total {bigint} NULL,
  refused {bigint} DEFAULT 0 NOT NULL,
  tries {int} DEFAULT 0 NOT NULL,
  error {text(80)} NULL,
  asked_at {instant} NOT NULL,
  started_at {instant} NULL,
  ended_at {instant} NULL,
  PRIMARY KEY (shop_id, resource)
);

-- How true each resource is: every change up to marked_at was looked for, and on counted_at both sides were counted.
CREATE TABLE reconciles (
  shop_id {bigint} NOT NULL,
  resource {key(20)} NOT NULL,
  marked_at {instant} NULL,
  ran_at {instant} NULL,
  mended {bigint} DEFAULT 0 NOT NULL,
  counted_at {instant} NULL,
  counted_ours {bigint} NULL,
  counted_shopify {bigint} NULL,
  error {text(80)} NULL,
  PRIMARY KEY (shop_id, resource)
);

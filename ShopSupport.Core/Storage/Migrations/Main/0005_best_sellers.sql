-- The ten variants a shop sold most of lately; written anew from time to time, so that nobody counts while an agent waits.
CREATE TABLE best_sellers (
  shop_id {bigint} NOT NULL,
  variant_id {bigint} NOT NULL,
  place {int} NOT NULL,
  sold {bigint} NOT NULL,
  refreshed_at {instant} NOT NULL,
  PRIMARY KEY (shop_id, variant_id)
);

-- When the message was sent that gave the conversation its subject and its language: the earliest one that has them
-- wins, in whatever order messages arrive.
ALTER TABLE conversations ADD subject_at {instant} NULL;
ALTER TABLE conversations ADD language_at {instant} NULL;

-- Sales of a period are read without touching older orders.
CREATE INDEX ix_orders_processed ON orders (shop_id, processed_at);

-- A message is known by its id and sent_at together: the number of a deleted one may come again.
CREATE TABLE queue_messages (
  id {reused},
  shop_domain {key(255)} NOT NULL,
  visible_at {instant} NOT NULL,
  sent_at {instant} NOT NULL,
  receipt {bigint} DEFAULT 0 NOT NULL,
  tries {int} DEFAULT 0 NOT NULL,
  envelope {blob} NOT NULL
);
CREATE INDEX ix_queue_messages_shop ON queue_messages (shop_domain, visible_at, id);

-- What agents do to orders, subscriptions and customers from the desk. A row is written before Shopify is called, and its
-- state says how far it came. subject_seq counts the actions on one thing: who saw an older one when they confirmed is
-- refused, so that two screens never do the same twice.
CREATE TABLE actions (
  id {identity},
  shop_id {bigint} NOT NULL,
  action_key {key(64)} NOT NULL,
  kind {key(40)} NOT NULL,
  subject {key(20)} NOT NULL,
  subject_id {bigint} NOT NULL,
  subject_seq {bigint} NOT NULL,
  subject_name {text(80)} NOT NULL,
  shopify_customer_id {bigint} NULL,
  conversation_id {bigint} NULL,
  asked_by {bigint} NOT NULL,
  state {key(20)} NOT NULL,
  wish {longtext} NOT NULL,
  shown {longtext} NOT NULL,
  amount_minor {bigint} NULL,
  currency {key(3)} NULL,
  sends {int} DEFAULT 0 NOT NULL,
  facts {longtext} NULL,
  reason {key(60)} NULL,
  reason_text {text(500)} NULL,
  asked_at {instant} NOT NULL,
  sent_at {instant} NULL,
  ended_at {instant} NULL
);
CREATE UNIQUE INDEX ux_actions_key ON actions (shop_id, action_key);
CREATE UNIQUE INDEX ux_actions_subject ON actions (shop_id, subject, subject_id, subject_seq);
CREATE INDEX ix_actions_conversation ON actions (shop_id, conversation_id, id) WHERE conversation_id IS NOT NULL;

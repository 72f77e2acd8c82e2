-- Rows that Shopify owns carry (version, version_rank): the newest statement about a row wins, whatever order
-- statements arrive in. What the two numbers are made of is told in Sync/VersionedRow.cs.

CREATE TABLE shops (
  id {identity},
  domain {key(255)} NOT NULL,
  installed_at {instant} NULL,
  created_at {instant} NOT NULL,
  last_event_seq {bigint} DEFAULT 0 NOT NULL,
  last_conversation_number {bigint} DEFAULT 0 NOT NULL
);
CREATE UNIQUE INDEX ux_shops_domain ON shops (domain);

CREATE TABLE shop_profiles (
  shop_id {bigint} NOT NULL,
  shopify_id {bigint} NOT NULL,
  name {text(255)} NOT NULL,
  currency {key(3)} NOT NULL,
  time_zone {text(64)} NULL,
  locale {text(35)} NULL,
  country {text(2)} NULL,
  plan_name {text(64)} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id)
);

CREATE TABLE shop_uninstalls (
  shop_id {bigint} NOT NULL,
  uninstalled_at {instant} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id)
);

CREATE TABLE shop_scopes (
  shop_id {bigint} NOT NULL,
  scopes {text(2000)} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id)
);

CREATE TABLE bulk_operations (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  type {text(40)} NULL,
  status {text(40)} NOT NULL,
  error_code {text(80)} NULL,
  completed_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
);

CREATE TABLE privacy_requests (
  shop_id {bigint} NOT NULL,
  webhook_id {key(100)} NOT NULL,
  kind {text(40)} NOT NULL,
  customer_id {bigint} NULL,
  body {longtext} NOT NULL,
  received_at {instant} NOT NULL,
  due_at {instant} NOT NULL,
  done_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, webhook_id)
);

-- What a payload did not hold; the store connection fetches it.
CREATE TABLE fetch_requests (
  shop_id {bigint} NOT NULL,
  resource {key(40)} NOT NULL,
  resource_id {bigint} NOT NULL,
  reason {text(200)} NOT NULL,
  asked_at {instant} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, resource, resource_id)
);

CREATE TABLE deliveries (
  shop_id {bigint} NOT NULL,
  webhook_id {key(100)} NOT NULL,
  topic {text(100)} NOT NULL,
  outcome {text(20)} NOT NULL,
  reason {text(500)} NULL,
  message_id {text(100)} NOT NULL,
  tries {int} NOT NULL,
  triggered_at {instant} NULL,
  received_at {instant} NOT NULL,
  handled_at {instant} NOT NULL,
  envelope {blob} NULL,
  PRIMARY KEY (shop_id, webhook_id)
);
CREATE INDEX ix_deliveries_handled ON deliveries (shop_id, handled_at);
CREATE INDEX ix_deliveries_dead ON deliveries (shop_id, handled_at, webhook_id) WHERE outcome = 'dead';

CREATE TABLE delivery_totals (
  shop_id {bigint} NOT NULL,
  topic {key(100)} NOT NULL,
  outcome {key(20)} NOT NULL,
  total {bigint} NOT NULL,
  PRIMARY KEY (shop_id, topic, outcome)
);

CREATE TABLE shop_events (
  shop_id {bigint} NOT NULL,
  seq {bigint} NOT NULL,
  kind {text(20)} NOT NULL,
  customer_id {bigint} NULL,
  conversation_id {bigint} NULL,
  subject_id {bigint} NULL,
  occurred_at {instant} NOT NULL,
  PRIMARY KEY (shop_id, seq)
) {clustered};

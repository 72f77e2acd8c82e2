-- customers.id is ours; customers.shopify_id is Shopify's, absent for a person known only from a channel.
-- Everywhere else customer_id beside Shopify's own rows is Shopify's id, so that rows may arrive in any order.

CREATE TABLE customers (
  id {identity},
  shop_id {bigint} NOT NULL,
  shopify_id {bigint} NULL,
  first_name {text(255)} NULL,
  last_name {text(255)} NULL,
  email {key(320)} NULL,
  phone {key(40)} NULL,
  state {text(20)} NULL,
  note {text(4000)} NULL,
  customer_since {instant} NULL,
  is_deleted {bool} DEFAULT 0 NOT NULL,
  version {bigint} DEFAULT 0 NOT NULL,
  version_rank {bigint} DEFAULT 0 NOT NULL
);
CREATE UNIQUE INDEX ux_customers_shopify ON customers (shop_id, shopify_id) WHERE shopify_id IS NOT NULL;
CREATE INDEX ix_customers_email ON customers (shop_id, email) WHERE email IS NOT NULL;
CREATE INDEX ix_customers_phone ON customers (shop_id, phone) WHERE phone IS NOT NULL;

CREATE TABLE customer_handles (
  shop_id {bigint} NOT NULL,
  channel {key(20)} NOT NULL,
  handle {key(320)} NOT NULL,
  customer_id {bigint} NOT NULL,
  PRIMARY KEY (shop_id, channel, handle)
);
CREATE INDEX ix_customer_handles_customer ON customer_handles (shop_id, customer_id);

CREATE TABLE customer_addresses (
  shop_id {bigint} NOT NULL,
  customer_id {bigint} NOT NULL,
  country_code {text(2)} NULL,
  province {text(100)} NULL,
  city {text(255)} NULL,
  zip {text(40)} NULL,
  address1 {text(500)} NULL,
  address2 {text(500)} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, customer_id)
);

CREATE TABLE customer_consents (
  shop_id {bigint} NOT NULL,
  customer_id {bigint} NOT NULL,
  channel {key(20)} NOT NULL,
  state {text(40)} NULL,
  changed_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, customer_id, channel)
);

-- The whole list as one payload gave it, and single tags added or removed; a change counts when it is newer than the list.
CREATE TABLE customer_tag_lists (
  shop_id {bigint} NOT NULL,
  customer_id {bigint} NOT NULL,
  tags {longtext} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, customer_id)
);

CREATE TABLE customer_tag_changes (
  shop_id {bigint} NOT NULL,
  customer_id {bigint} NOT NULL,
  tag {key(255)} NOT NULL,
  is_present {bool} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, customer_id, tag)
);

CREATE TABLE customer_purchases (
  shop_id {bigint} NOT NULL,
  customer_id {bigint} NOT NULL,
  order_count {bigint} NULL,
  spent_minor {bigint} NULL,
  currency {key(3)} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, customer_id)
);

-- root_id is who is left at the end of the chain of merges; it follows from the other rows.
CREATE TABLE customer_merges (
  shop_id {bigint} NOT NULL,
  deleted_id {bigint} NOT NULL,
  kept_id {bigint} NOT NULL,
  root_id {bigint} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, deleted_id)
);
CREATE INDEX ix_customer_merges_kept ON customer_merges (shop_id, kept_id);
CREATE INDEX ix_customer_merges_root ON customer_merges (shop_id, root_id);

CREATE TABLE orders (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  customer_id {bigint} NULL,
  name {text(80)} NOT NULL,
  currency {key(3)} NOT NULL,
  total_minor {bigint} NOT NULL,
  subtotal_minor {bigint} NOT NULL,
  discount_minor {bigint} NOT NULL,
  shipping_minor {bigint} NOT NULL,
  tax_minor {bigint} NOT NULL,
  financial_status {text(40)} NULL,
  fulfillment_status {text(40)} NULL,
  cancel_reason {text(40)} NULL,
  cancelled_at {instant} NULL,
  closed_at {instant} NULL,
  processed_at {instant} NOT NULL,
  tags {text(2000)} NULL,
  note {text(4000)} NULL,
  status_url {text(2000)} NULL,
  ship_city {text(255)} NULL,
  ship_province {text(100)} NULL,
  is_test {bool} NOT NULL,
  is_deleted {bool} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
) {clustered};
-- Holds what a customer's lifetime value needs, so that it is summed without a visit to each order.
CREATE INDEX ix_orders_customer ON orders
  (shop_id, customer_id, processed_at DESC, id DESC, currency, total_minor, cancelled_at, is_test, is_deleted);

CREATE TABLE order_lines (
  shop_id {bigint} NOT NULL,
  order_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  position {int} NOT NULL,
  product_id {bigint} NULL,
  variant_id {bigint} NULL,
  title {text(500)} NOT NULL,
  variant_title {text(255)} NULL,
  sku {text(255)} NULL,
  quantity {int} NOT NULL,
  current_quantity {int} NOT NULL,
  price_minor {bigint} NOT NULL,
  discount_minor {bigint} NOT NULL,
  PRIMARY KEY (shop_id, order_id, id)
) {clustered};

CREATE TABLE fulfillments (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  order_id {bigint} NOT NULL,
  name {text(80)} NULL,
  status {text(40)} NULL,
  shipment_status {text(40)} NULL,
  tracking_company {text(255)} NULL,
  tracking_number {text(255)} NULL,
  tracking_url {text(2000)} NULL,
  more_tracking {longtext} NULL,
  location_id {bigint} NULL,
  shipped_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_fulfillments_order ON fulfillments (shop_id, order_id);

CREATE TABLE fulfillment_events (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  fulfillment_id {bigint} NULL,
  order_id {bigint} NULL,
  status {text(40)} NULL,
  happened_at {instant} NULL,
  is_deleted {bool} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_fulfillment_events_order ON fulfillment_events (shop_id, order_id, happened_at);

CREATE TABLE order_transactions (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  order_id {bigint} NOT NULL,
  kind {text(40)} NULL,
  status {text(40)} NULL,
  gateway {text(100)} NULL,
  currency {key(3)} NOT NULL,
  amount_minor {bigint} NOT NULL,
  processed_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_order_transactions_order ON order_transactions (shop_id, order_id);

CREATE TABLE refunds (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  order_id {bigint} NOT NULL,
  currency {key(3)} NOT NULL,
  amount_minor {bigint} NOT NULL,
  quantity {int} NOT NULL,
  note {text(4000)} NULL,
  refunded_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
) {clustered};
CREATE INDEX ix_refunds_order ON refunds (shop_id, order_id, currency, amount_minor);

CREATE TABLE returns (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  order_id {bigint} NULL,
  name {text(80)} NULL,
  status {text(40)} NULL,
  quantity {int} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX ix_returns_order ON returns (shop_id, order_id);

CREATE TABLE products (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  title {text(500)} NOT NULL,
  handle {text(255)} NULL,
  vendor {text(255)} NULL,
  product_type {text(255)} NULL,
  status {text(20)} NULL,
  tags {longtext} NULL,
  image_url {text(2000)} NULL,
  published_at {instant} NULL,
  is_deleted {bool} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX ix_products_title ON products (shop_id, title);

-- price is the decimal text of the payload: a product's payload does not say its currency, which is the shop's.
CREATE TABLE variants (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  product_id {bigint} NOT NULL,
  position {int} NOT NULL,
  title {text(255)} NULL,
  sku {text(255)} NULL,
  barcode {text(255)} NULL,
  price {text(40)} NULL,
  inventory_item_id {bigint} NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX ix_variants_product ON variants (shop_id, product_id, position);
CREATE INDEX ix_variants_item ON variants (shop_id, inventory_item_id);
CREATE INDEX ix_variants_sku ON variants (shop_id, sku);

CREATE TABLE inventory_items (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  sku {text(255)} NULL,
  is_tracked {bool} NOT NULL,
  is_deleted {bool} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
);

CREATE TABLE inventory_levels (
  shop_id {bigint} NOT NULL,
  inventory_item_id {bigint} NOT NULL,
  location_id {bigint} NOT NULL,
  available {bigint} NULL,
  is_connected {bool} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, inventory_item_id, location_id)
);

CREATE TABLE locations (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  name {text(255)} NOT NULL,
  city {text(255)} NULL,
  is_active {bool} NOT NULL,
  is_deleted {bool} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
);

CREATE TABLE subscription_contracts (
  shop_id {bigint} NOT NULL,
  id {bigint} NOT NULL,
  customer_id {bigint} NULL,
  origin_order_id {bigint} NULL,
  status {text(40)} NOT NULL,
  currency {key(3)} NULL,
  billing_interval {text(20)} NULL,
  billing_interval_count {int} NULL,
  delivery_interval {text(20)} NULL,
  delivery_interval_count {int} NULL,
  min_cycles {int} NULL,
  max_cycles {int} NULL,
  started_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, id)
);
CREATE INDEX ix_subscription_contracts_customer ON subscription_contracts (shop_id, customer_id);

CREATE TABLE billing_attempts (
  shop_id {bigint} NOT NULL,
  attempt_key {key(100)} NOT NULL,
  contract_id {bigint} NOT NULL,
  order_id {bigint} NULL,
  outcome {text(20)} NOT NULL,
  error_code {text(80)} NULL,
  attempted_at {instant} NOT NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, attempt_key)
);
CREATE INDEX ix_billing_attempts_contract ON billing_attempts (shop_id, contract_id, attempted_at);

CREATE TABLE billing_cycles (
  shop_id {bigint} NOT NULL,
  contract_id {bigint} NOT NULL,
  cycle_index {int} NOT NULL,
  is_skipped {bool} NOT NULL,
  billing_expected_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, contract_id, cycle_index)
);

-- What no delivery tells of a contract and Shopify must be asked for: when it is billed next, and what is sent each time.
-- A row is true as of its version, which is when it was read.
CREATE TABLE contract_details (
  shop_id {bigint} NOT NULL,
  contract_id {bigint} NOT NULL,
  next_billing_at {instant} NULL,
  version {bigint} NOT NULL,
  version_rank {bigint} NOT NULL,
  PRIMARY KEY (shop_id, contract_id)
);

CREATE TABLE contract_lines (
  shop_id {bigint} NOT NULL,
  contract_id {bigint} NOT NULL,
  id {key(60)} NOT NULL,
  position {int} NOT NULL,
  product_id {bigint} NULL,
  variant_id {bigint} NULL,
  title {text(500)} NOT NULL,
  variant_title {text(255)} NULL,
  sku {text(255)} NULL,
  quantity {int} NOT NULL,
  price_minor {bigint} NOT NULL,
  currency {key(3)} NOT NULL,
  PRIMARY KEY (shop_id, contract_id, id)
);

-- The keys that secrets are kept under, one set for all processes of the desk.
CREATE TABLE secret_keys (
  name {key(200)} NOT NULL,
  xml {longtext} NOT NULL,
  created_at {instant} NOT NULL,
  PRIMARY KEY (name)
);

-- How the desk speaks to a shop's Shopify: both tokens are of the same answer, and neither can be read without the keys.
-- Whoever fetches new ones holds the lease; lease counts up, so that one who took too long cannot overwrite what is newer.
CREATE TABLE shop_access (
  shop_id {bigint} NOT NULL,
  access_token {longtext} NULL,
  access_ends_at {instant} NULL,
  refresh_token {longtext} NULL,
  refresh_ends_at {instant} NULL,
  scopes {text(2000)} NULL,
  renewed_at {instant} NULL,
  problem {key(20)} NULL,
  lease {bigint} DEFAULT 0 NOT NULL,
  leased_until {instant} NULL,
  PRIMARY KEY (shop_id)
);

-- Agents who sit in the shop's admin are known by Shopify's number of them; the language is what their screens speak.
ALTER TABLE agents ADD shopify_user_id {bigint} NULL;
ALTER TABLE agents ADD email {text(255)} NULL;
ALTER TABLE agents ADD language {key(2)} NULL;
CREATE UNIQUE INDEX ux_agents_shopify_user ON agents (shop_id, shopify_user_id) WHERE shopify_user_id IS NOT NULL;

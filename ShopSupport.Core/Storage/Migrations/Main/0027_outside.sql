-- Agents without a seat in the admin. A shop that has never said so lets none in.
ALTER TABLE agents ADD is_outside {bool} DEFAULT 0 NOT NULL;

CREATE TABLE outside_doors (
  shop_id {bigint} NOT NULL,
  is_open {bool} NOT NULL,
  changed_at {instant} NOT NULL,
  PRIMARY KEY (shop_id)
);

-- Links that let somebody in, once. Only their hashes are kept: whoever reads the table cannot use them. An invitation
-- names the agent who is to be; a link for one who is there already points to them.
CREATE TABLE outside_links (
  shop_id {bigint} NOT NULL,
  token_hash {key(64)} NOT NULL,
  agent_id {bigint} NULL,
  name {text(100)} NOT NULL,
  made_by {bigint} NOT NULL,
  made_at {instant} NOT NULL,
  expires_at {instant} NOT NULL,
  used_at {instant} NULL,
  PRIMARY KEY (shop_id, token_hash)
);

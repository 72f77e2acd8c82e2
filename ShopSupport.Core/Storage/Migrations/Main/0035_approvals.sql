-- Who decides over what others may not do alone. The first of the shop's staff who came is one; later ones are made by one.
ALTER TABLE agents ADD is_manager {bool} DEFAULT 0 NOT NULL;
UPDATE agents SET is_manager = 1 WHERE id IN (SELECT MIN(id) FROM agents WHERE shopify_user_id IS NOT NULL AND is_active = 1 GROUP BY shop_id);

-- The most that an agent of a class may do of a kind without a manager, in minor units; NULL: nothing. No row: anything.
CREATE TABLE action_limits (
  shop_id {bigint} NOT NULL,
  kind {key(40)} NOT NULL,
  agent_class {key(20)} NOT NULL,
  most_minor {bigint} NULL,
  currency {key(3)} NULL,
  PRIMARY KEY (shop_id, kind, agent_class)
);

CREATE TABLE approval_rules (
  shop_id {bigint} NOT NULL,
  newcomer_days {int} NOT NULL,
  changed_at {instant} NOT NULL,
  PRIMARY KEY (shop_id)
);

-- Why a manager had to decide, against which limit, and what they said.
ALTER TABLE actions ADD need {key(20)} NULL;
ALTER TABLE actions ADD limit_minor {bigint} NULL;
ALTER TABLE actions ADD asked_why {text(500)} NULL;
ALTER TABLE actions ADD decided_by {bigint} NULL;
ALTER TABLE actions ADD decided_at {instant} NULL;
ALTER TABLE actions ADD decided_why {text(500)} NULL;
CREATE INDEX ix_actions_waiting ON actions (shop_id, state, id);

-- Who did and saw what. Rows are added, and go when their time is over; nothing changes one. Names of customers stand
-- nowhere in it: a row points to them.
CREATE TABLE audit (
  id {identity},
  shop_id {bigint} NOT NULL,
  noted_at {instant} NOT NULL,
  agent_id {bigint} NULL,
  agent_name {text(100)} NOT NULL,
  what {key(40)} NOT NULL,
  subject {key(20)} NULL,
  subject_id {bigint} NULL,
  subject_name {text(80)} NULL,
  shopify_customer_id {bigint} NULL,
  conversation_id {bigint} NULL,
  detail {longtext} NULL
);
CREATE INDEX ix_audit_customer ON audit (shop_id, shopify_customer_id, noted_at, id);
CREATE INDEX ix_audit_agent ON audit (shop_id, agent_id, noted_at, id);
CREATE INDEX ix_audit_what ON audit (shop_id, what, noted_at, id);
CREATE INDEX ix_audit_time ON audit (shop_id, noted_at, id);

CREATE TABLE agents (
  id {identity},
  shop_id {bigint} NOT NULL,
  handle {key(100)} NOT NULL,
  name {text(100)} NOT NULL,
  is_active {bool} DEFAULT 1 NOT NULL,
  created_at {instant} NOT NULL
);
CREATE UNIQUE INDEX ux_agents_handle ON agents (shop_id, handle);

-- One row holds all that a list shows of a conversation, so that a page of the list is one walk along one index.
CREATE TABLE conversations (
  id {identity},
  shop_id {bigint} NOT NULL,
  number {bigint} NOT NULL,
  customer_id {bigint} NULL,
  channel {key(20)} NOT NULL,
  thread_key {key(200)} NOT NULL,
  subject {text(500)} NOT NULL,
  status {key(20)} NOT NULL,
  assignee_id {bigint} NULL,
  language {text(10)} NULL,
  waiting_since {instant} NULL,
  last_message_at {instant} NOT NULL,
  last_message_kind {text(20)} NOT NULL,
  last_message_by {text(255)} NULL,
  last_message_text {text(300)} NOT NULL,
  outcome {text(500)} NULL,
  snoozed_until {instant} NULL,
  closed_at {instant} NULL,
  created_at {instant} NOT NULL
);
CREATE UNIQUE INDEX ux_conversations_number ON conversations (shop_id, number);
CREATE UNIQUE INDEX ux_conversations_thread ON conversations (shop_id, channel, thread_key);
CREATE INDEX ix_conversations_all ON conversations (shop_id, last_message_at DESC, id DESC);
CREATE INDEX ix_conversations_status ON conversations (shop_id, status, last_message_at DESC, id DESC);
CREATE INDEX ix_conversations_assignee ON conversations (shop_id, status, assignee_id, last_message_at DESC, id DESC);
CREATE INDEX ix_conversations_waiting ON conversations (shop_id, status, waiting_since, id) WHERE waiting_since IS NOT NULL;
CREATE INDEX ix_conversations_customer ON conversations (shop_id, customer_id, last_message_at DESC, id DESC, channel);

CREATE TABLE messages (
  id {identity},
  shop_id {bigint} NOT NULL,
  conversation_id {bigint} NOT NULL,
  message_key {key(200)} NOT NULL,
  kind {text(20)} NOT NULL,
  agent_id {bigint} NULL,
  author {text(255)} NULL,
  body {longtext} NOT NULL,
  sent_at {instant} NOT NULL
);
CREATE UNIQUE INDEX ux_messages_key ON messages (shop_id, message_key);
CREATE INDEX ix_messages_conversation ON messages (shop_id, conversation_id, sent_at, id);

-- How many conversations stand in each bucket; changed with them, in the same transaction. No assignee is 0.
CREATE TABLE conversation_counts (
  shop_id {bigint} NOT NULL,
  status {key(20)} NOT NULL,
  is_waiting {bool} NOT NULL,
  assignee_id {bigint} NOT NULL,
  total {bigint} NOT NULL,
  PRIMARY KEY (shop_id, status, is_waiting, assignee_id)
);

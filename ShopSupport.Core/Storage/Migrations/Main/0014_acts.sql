-- What agents do without words: tags (one a line, in order), what an agent has seen, and what they have begun to write.
ALTER TABLE conversations ADD tags {text(1000)} DEFAULT '' NOT NULL;
CREATE INDEX ix_conversations_snoozed ON conversations (shop_id, status, snoozed_until, id) WHERE snoozed_until IS NOT NULL;

-- Every tag that was ever given in a shop, to choose from.
CREATE TABLE conversation_tags (
  shop_id {bigint} NOT NULL,
  name {key(40)} NOT NULL,
  used_at {instant} NOT NULL,
  PRIMARY KEY (shop_id, name)
);

-- Up to which message's arrival an agent has seen a conversation.
CREATE TABLE conversation_reads (
  shop_id {bigint} NOT NULL,
  conversation_id {bigint} NOT NULL,
  agent_id {bigint} NOT NULL,
  seen_at {instant} NOT NULL,
  PRIMARY KEY (shop_id, conversation_id, agent_id)
) {clustered};
CREATE INDEX ix_conversation_reads_seen ON conversation_reads (shop_id, seen_at);

CREATE TABLE drafts (
  shop_id {bigint} NOT NULL,
  conversation_id {bigint} NOT NULL,
  agent_id {bigint} NOT NULL,
  kind {key(20)} NOT NULL,
  body {longtext} NOT NULL,
  begun_at {instant} NOT NULL,
  saved_at {instant} NOT NULL,
  PRIMARY KEY (shop_id, conversation_id, agent_id, kind)
) {clustered};
CREATE INDEX ix_drafts_saved ON drafts (shop_id, saved_at);

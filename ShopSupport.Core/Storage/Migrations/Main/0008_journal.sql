-- What happened to a conversation, in the order in which we learnt it: its state is a fold over these rows. learnt_at is
-- the place in that order; received_at is when a channel brought it, or an agent did it.
CREATE TABLE conversation_events (
  shop_id {bigint} NOT NULL,
  conversation_id {bigint} NOT NULL,
  learnt_at {instant} NOT NULL,
  received_at {instant} NOT NULL,
  entry_key {key(340)} NOT NULL,
  kind {key(20)} NOT NULL,
  is_imported {bool} DEFAULT 0 NOT NULL,
  agent_id {bigint} NULL,
  assignee_id {bigint} NULL,
  until_at {instant} NULL,
  text {text(500)} NULL,
  PRIMARY KEY (shop_id, conversation_id, learnt_at, received_at, entry_key)
) {clustered};

-- source is who gave the message its key: a channel and its mailbox, or the desk itself.
ALTER TABLE messages ADD source {key(140)} DEFAULT '' NOT NULL;
UPDATE messages SET source = (SELECT c.channel FROM conversations c WHERE c.shop_id = messages.shop_id AND c.id = messages.conversation_id);
{drop_index(messages,ux_messages_key)};
CREATE UNIQUE INDEX ux_messages_key ON messages (shop_id, source, message_key);

-- mailbox is which of our addresses or accounts on the channel; address is the person's, as it stood when they first wrote.
ALTER TABLE conversations ADD mailbox {key(100)} DEFAULT '' NOT NULL;
ALTER TABLE conversations ADD address {text(320)} NULL;
ALTER TABLE conversations ADD address_at {instant} NULL;
ALTER TABLE conversations ADD learnt_at {instant} NULL;
ALTER TABLE conversations ADD acted_at {instant} NULL;
{drop_index(conversations,ux_conversations_thread)};
CREATE UNIQUE INDEX ux_conversations_thread ON conversations (shop_id, channel, mailbox, thread_key);

INSERT INTO conversation_events (shop_id, conversation_id, learnt_at, received_at, entry_key, kind, agent_id, text)
SELECT shop_id, conversation_id, sent_at, sent_at, CONCAT(source, '/', message_key),
  CASE kind WHEN 'customer' THEN 'received' WHEN 'agent' THEN 'replied' WHEN 'note' THEN 'noted' ELSE 'closed' END, agent_id,
  SUBSTRING(body, 1, 200)
FROM messages;
UPDATE conversations SET learnt_at = last_message_at;

-- How a person is reached: verified when the channel itself vouches for it.
{rename(customer_handles,channel,kind)};
ALTER TABLE customer_handles ADD is_verified {bool} DEFAULT 0 NOT NULL;
ALTER TABLE customer_handles ADD seen_at {instant} NULL;

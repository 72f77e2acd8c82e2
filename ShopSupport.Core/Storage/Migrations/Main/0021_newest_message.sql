-- The message that came last, whatever time it bears; history that was brought along is no news.
ALTER TABLE conversations ADD newest_message_id {bigint} NULL;
UPDATE conversations SET newest_message_id = (
  SELECT MAX(m.id) FROM messages m WHERE m.shop_id = conversations.shop_id AND m.conversation_id = conversations.id);
-- Up to which message an agent has seen a conversation, and when they looked.
ALTER TABLE conversation_reads ADD seen_id {bigint} DEFAULT 0 NOT NULL;

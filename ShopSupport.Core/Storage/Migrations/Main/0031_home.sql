-- When a topic last brought something with that outcome, by our clock.
ALTER TABLE delivery_totals ADD last_at {instant} NULL;
UPDATE delivery_totals SET last_at = (
  SELECT MAX(d.received_at) FROM deliveries d
  WHERE d.shop_id = delivery_totals.shop_id AND d.topic = delivery_totals.topic {binary} AND d.outcome = delivery_totals.outcome {binary});

-- Answers of the last days, for how long customers waited for the first one.
CREATE INDEX ix_conversation_events_replied ON conversation_events (shop_id, received_at, conversation_id, learnt_at) WHERE kind = 'replied';

-- Parcels on their way and those that did not arrive: few beside all that did.
CREATE INDEX ix_fulfillments_underway ON fulfillments (shop_id, shipped_at, order_id) WHERE shipment_status <> 'delivered';

-- When each channel brought something last.
CREATE INDEX ix_conversations_channel ON conversations (shop_id, channel, last_message_at);

-- The list of first steps, where a shop has put it away.
CREATE TABLE first_steps (
  shop_id {bigint} NOT NULL,
  hidden_at {instant} NULL,
  hidden_by {bigint} NULL,
  PRIMARY KEY (shop_id)
);

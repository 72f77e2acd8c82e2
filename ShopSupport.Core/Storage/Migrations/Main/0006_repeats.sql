-- Messages that repeated a delivery, so that one whose delete was lost is not counted again.
CREATE TABLE delivery_repeats (
  shop_id {bigint} NOT NULL,
  webhook_id {key(100)} NOT NULL,
  message_id {key(100)} NOT NULL,
  PRIMARY KEY (shop_id, webhook_id, message_id)
) {clustered};

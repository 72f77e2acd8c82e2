-- The key of a message's words begins with the time at which it was sent, so that the newest are found first whatever order
-- they came in; customers are found by the beginning of a telephone number too. All words are made anew.
{drop_words(message_words)};
{drop_words(customer_words)};
{words_table(message_words,message_key)};
{words_table(customer_words,customer_id)};
{words_index(message_words,message_key)};
{words_index(customer_words,customer_id)};

-- The numbers of parcels as they are compared: letters and digits only.
CREATE TABLE tracking_numbers (
  shop_id {bigint} NOT NULL,
  tracking_key {key(80)} NOT NULL,
  fulfillment_id {bigint} NOT NULL,
  order_id {bigint} NOT NULL,
  PRIMARY KEY (shop_id, tracking_key, fulfillment_id)
) {clustered};
CREATE INDEX ix_tracking_numbers_fulfillment ON tracking_numbers (shop_id, fulfillment_id);
{drop_index(fulfillments,ix_fulfillments_tracking)};

-- What was there before is found again when this is done, the newest conversations first.
INSERT INTO work (shop_id, kind, work_key, lane, due_at, visible_at, payload, created_at)
SELECT id, 'search_words', 'by_time', 1, created_at, created_at, '{"Part":"customers","From":0}', created_at FROM shops;

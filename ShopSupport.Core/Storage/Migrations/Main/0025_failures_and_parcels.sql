-- What failed and was looked at: who set it aside and when, for good. When a parked delivery was queued again: its message
-- may have been lost since.
ALTER TABLE deliveries ADD retried_at {instant} NULL;
ALTER TABLE deliveries ADD dismissed_at {instant} NULL;
ALTER TABLE deliveries ADD dismissed_by {bigint} NULL;

-- What is in a parcel, one a line: the order line's id, a cross and the pieces; null where Shopify did not say.
ALTER TABLE fulfillments ADD contents {longtext} NULL;

-- A message's words stand in messages; the journal's copies of them were never read.
UPDATE conversation_events SET text = NULL WHERE text IS NOT NULL AND kind IN ('received', 'replied', 'noted');

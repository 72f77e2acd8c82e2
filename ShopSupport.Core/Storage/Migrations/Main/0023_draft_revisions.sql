-- Which text of a message a draft is: requests overtake each other, and the text that was written last stays.
ALTER TABLE drafts ADD message_key {key(200)} DEFAULT '' NOT NULL;
ALTER TABLE drafts ADD revision {bigint} DEFAULT 0 NOT NULL;

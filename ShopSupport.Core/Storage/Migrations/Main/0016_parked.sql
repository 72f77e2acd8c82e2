-- What a parked delivery is about, in a few letters; and how often a person tried it again.
ALTER TABLE deliveries ADD subject {text(120)} NULL;
ALTER TABLE deliveries ADD retries {int} DEFAULT 0 NOT NULL;

-- How far an action of several steps came, as JSON: what must be known before its last step is sent, so that after the loss of
-- an answer the same step is sent again and no second one is begun.
ALTER TABLE actions ADD progress {longtext} NULL;

-- How many conversations have a tag: one that none has is no choice any more.
ALTER TABLE conversation_tags ADD uses {bigint} DEFAULT 0 NOT NULL;
UPDATE conversation_tags SET uses = (
  SELECT COUNT(*) FROM conversations c
  WHERE c.shop_id = conversation_tags.shop_id AND c.tags <> ''
    AND REPLACE(CONCAT(CHAR(10), c.tags {binary}, CHAR(10)), CONCAT(CHAR(10), conversation_tags.name, CHAR(10)), '') <> CONCAT(CHAR(10), c.tags {binary}, CHAR(10)));
DELETE FROM conversation_tags WHERE uses = 0;

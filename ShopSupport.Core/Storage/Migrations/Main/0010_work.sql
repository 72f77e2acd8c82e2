-- What must happen later, written in the transaction of its cause. visible_at is when it may be taken: due_at at first,
-- then the end of a claim or of the wait after a failure; null for one that was given up.
CREATE TABLE work (
  id {identity},
  shop_id {bigint} NOT NULL,
  kind {key(40)} NOT NULL,
  work_key {key(200)} NULL,
  lane {int} NOT NULL,
  due_at {instant} NOT NULL,
  visible_at {instant} NULL,
  tries {int} DEFAULT 0 NOT NULL,
  receipt {bigint} DEFAULT 0 NOT NULL,
  payload {longtext} NULL,
  created_at {instant} NOT NULL,
  died_at {instant} NULL,
  error {text(200)} NULL
);
CREATE INDEX ix_work_shop ON work (shop_id, lane, visible_at, id);
CREATE INDEX ix_work_visible ON work (visible_at);
CREATE UNIQUE INDEX ux_work_key ON work (shop_id, kind, work_key) WHERE work_key IS NOT NULL;
CREATE INDEX ix_work_dead ON work (shop_id, died_at, id) WHERE died_at IS NOT NULL;

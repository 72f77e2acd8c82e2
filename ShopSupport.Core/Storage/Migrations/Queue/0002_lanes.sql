-- Lane 0 holds customers' messages, lane 1 what a shop's data tells: see Queue/Lane.cs. What waits already stays in 1.
ALTER TABLE queue_messages ADD lane {int} DEFAULT 1 NOT NULL;
{drop_index(queue_messages,ix_queue_messages_shop)};
CREATE INDEX ix_queue_messages_lane ON queue_messages (lane, shop_domain, visible_at, id);

-- Parked deliveries that were queued again are few, and counted at each look at the totals.
CREATE INDEX ix_deliveries_waiting ON deliveries (shop_id, webhook_id) WHERE outcome = 'waiting';

-- Those who do what a person waits for ask only for that.
{drop_index(work,ix_work_visible)};
CREATE INDEX ix_work_due ON work (lane, visible_at);

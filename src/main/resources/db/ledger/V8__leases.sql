-- Only what is in flight has a lease. The state is no longer asked for: PostgreSQL, when nothing had been open for long,
-- read all open changes to find the few with a lease.
DROP INDEX status_change_held;
CREATE INDEX status_change_held ON status_change (lease_until) WHERE lease_until IS NOT NULL;

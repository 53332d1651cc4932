-- A webhook has been told up to a place; nothing is changed if this node has lost it.
-- Plan: one row by primary key.
update webhook w set seen = :seen::pg_snapshot, until = :until::pg_snapshot, after_no = :after,
  delivered = w.delivered + :told, given_up = w.given_up + :given_up, failures = 0, last_error = null,
  delivered_at = case when :told > 0 then clock_timestamp() else w.delivered_at end,
  leased_until = clock_timestamp() + :lease_ms * interval '1 millisecond'
where w.webhook_id = :id and w.leased_by = :me and w.leased_until > clock_timestamp()

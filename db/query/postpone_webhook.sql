-- A webhook's receiver failed: it is told again later. The lease ends, so that any node may do so.
-- Plan: one row by primary key.
update webhook w set failures = w.failures + 1, last_error = :error, leased_until = null,
  due_at = clock_timestamp() + :delay_ms * interval '1 millisecond', enabled = w.enabled and not :gone
where w.webhook_id = :id and w.leased_by = :me

-- Takes a webhook for a while, unless another node has it. What it returns is where it stands.
-- Plan: one row by primary key.
update webhook w set leased_by = :me, leased_until = clock_timestamp() + :lease_ms * interval '1 millisecond'
where w.webhook_id = :id and w.enabled and w.due_at <= clock_timestamp()
  and (w.leased_until is null or w.leased_until < clock_timestamp() or w.leased_by = :me)
returning w.webhook_id, w.url, w.events, w.configured, w.secret, w.failures, w.seen::text as seen, w.until::text as until, w.after_no

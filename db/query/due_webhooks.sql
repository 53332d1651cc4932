-- The webhooks that a node may tell something now, and where they stand.
-- Plan: a small table.
select w.webhook_id, w.url, w.events, w.configured, w.secret, w.failures, w.seen::text as seen,
  w.until::text as until, w.after_no
from webhook w
where w.enabled and w.due_at <= clock_timestamp()
  and (w.leased_until is null or w.leased_until < clock_timestamp() or w.leased_by = :me)

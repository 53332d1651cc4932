-- Every webhook, the oldest first; or one.
-- Plan: a small table.
select w.webhook_id, w.configured, w.url, w.events, w.description, w.enabled, w.created_at, w.failures,
  w.due_at, w.last_error, w.delivered, w.given_up, w.delivered_at,
  greatest(0, pg_snapshot_xmax(pg_current_snapshot())::text::bigint - pg_snapshot_xmax(w.seen)::text::bigint) as behind
from webhook w
where :id::uuid is null or w.webhook_id = :id
order by w.created_at, w.webhook_id

-- A page of the changes between two snapshots; db/function/R__read_changes.sql tells what comes out.
-- Plan: transition_by_txid and custom_event_by_txid, then tasks, steps, templates and nodes by key.
select change_no, task_id, step_no, attempt, node, from_state, to_state, actor, reason, error, retry_at,
  occurred_at, event_name, payload, namespace, task_name, version, correlation_id, started_at, step_name,
  last_attempted_at, failed_step, failure
from read_changes(:seen::pg_snapshot, :until::pg_snapshot, :after, :limit, :nodes)

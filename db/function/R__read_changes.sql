-- Reads the changes that the snapshot p_until sees and p_seen did not, in the order of their numbers:
-- in that order they happened in each task. A page of p_limit, after the number p_after.
--
-- Each transaction is either in one window of snapshots or in another, whenever it commits; where two
-- transactions changed the same task, the one that committed first is in the same window or in an
-- earlier one. So going from window to window misses nothing and keeps each task's order.
--
--   p_nodes      the nodes whose changes are wanted; null for all
--
-- The columns of the step and of the task that are not of the change itself (last_attempted_at …) are
-- as they are now.
drop function if exists read_changes(pg_snapshot, pg_snapshot, bigint, integer, integer[]);
create function read_changes(
  p_seen pg_snapshot, p_until pg_snapshot, p_after bigint, p_limit integer, p_nodes integer[])
returns table (change_no bigint, task_id uuid, step_no integer, attempt integer, node text,
  from_state text, to_state text, actor text, reason text, error text, retry_at timestamptz, occurred_at timestamptz,
  event_name text, payload text, namespace text, task_name text, version text, correlation_id text,
  started_at timestamptz, step_name text, last_attempted_at timestamptz,
  failed_step text, failure text)
language plpgsql stable rows 1000
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  v_open xid8[] := array(select pg_snapshot_xip(p_seen));
begin
  return query
    with change as (
      select * from (
        select r.transition_no as change_no, r.task_id, r.step_no, r.attempt, r.node_id, r.from_state::text,
          r.to_state::text, r.actor, r.reason, r.error, r.retry_at, r.occurred_at, null::text as event_name, null::jsonb as payload
        from transition r
        where (r.txid >= pg_snapshot_xmax(p_seen) and r.txid < pg_snapshot_xmax(p_until) or r.txid = any (v_open))
          and pg_visible_in_snapshot(r.txid, p_until)
          and r.transition_no > p_after
          and (p_nodes is null or r.node_id = any (p_nodes))
        union all
        select e.event_no, e.task_id, e.step_no, e.attempt, e.node_id, null, '', 'handler', null, null, null,
          e.occurred_at, e.name, e.payload
        from custom_event e
        where (e.txid >= pg_snapshot_xmax(p_seen) and e.txid < pg_snapshot_xmax(p_until) or e.txid = any (v_open))
          and pg_visible_in_snapshot(e.txid, p_until)
          and e.event_no > p_after
          and (p_nodes is null or e.node_id = any (p_nodes))) x
      order by x.change_no
      limit p_limit)
    select c.change_no, c.task_id, c.step_no, c.attempt, n.name, c.from_state, c.to_state, c.actor, c.reason,
      c.error::text, c.retry_at, c.occurred_at, c.event_name, c.payload::text, d.namespace, d.name, d.version,
      t.correlation_id, t.started_at, s.name, s.last_attempted_at, f.name, f.message
    from change c
    join task t on t.task_id = c.task_id
    join task_template d on d.template_id = t.template_id
    left join engine_node n on n.node_id = c.node_id
    left join workflow_step s on s.task_id = c.task_id and s.step_no = c.step_no
    left join lateral (
      select o.name, o.error ->> 'message' as message
      from workflow_step o
      where c.step_no is null and c.to_state = 'error'
        and o.task_id = c.task_id and o.state = 'error' and o.next_retry_at is null
      order by o.step_no limit 1) f on true
    order by c.change_no;
end
$$;

-- Deletes tasks that ended longer than p_age ago, with all that belongs to them; never one that has not
-- ended. The oldest first, p_limit at most, in one transaction: call it until it deletes fewer.
--
-- One node at a time: the others, and a call while another is under way, delete nothing.
-- Returns how many were deleted.
-- Lock order: task rows by id, then their steps and the rest. An ended task has no queue entry, and
-- nothing but another deletion or a change of its tags and the like locks it.
create or replace function delete_old_tasks(p_age interval, p_limit integer)
returns integer
language plpgsql
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
as $$
declare
  v_before timestamptz := clock_timestamp() - p_age;
  v_task   uuid[];
begin
  if not pg_try_advisory_xact_lock(hashtext('tasker.delete_old_tasks')) then
    return 0;
  end if;

  -- A task that ended before then was requested before then. The clocks of the nodes, which make the
  -- ids, may be a little behind that of the database, never so much as to hide an old task for long.
  select array_agg(o.task_id order by o.task_id) into v_task
  from (
    select t.task_id
    from unnest('{complete,cancelled,resolved_manually}'::text[]) as s (status)
    cross join lateral (
      select x.task_id from task x
      where x.status = s.status and x.task_id < uuid7_floor(v_before) and x.completed_at < v_before
      order by x.task_id limit p_limit) t
    order by t.task_id limit p_limit) o;
  if v_task is null then
    return 0;
  end if;

  perform 1 from task t where t.task_id = any (v_task) order by t.task_id for update;
  delete from idempotency_key k where k.task_id = any (v_task);
  delete from pending_annotation a where a.task_id = any (v_task);
  delete from task_annotation a where a.task_id = any (v_task);
  delete from custom_event e where e.task_id = any (v_task);
  delete from transition c where c.task_id = any (v_task);
  delete from workflow_step s where s.task_id = any (v_task);
  delete from task t where t.task_id = any (v_task);
  return cardinality(v_task);
end
$$;

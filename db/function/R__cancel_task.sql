-- Cancels a task and its unfinished steps. Claims are taken away, so late results are refused.
--
-- Returns the state the task was in (null if there is no such task; nothing is changed if it had
-- ended), and the nodes that were running steps of it.
-- Lock order: ready_step rows, the task's row, its steps.
create or replace function cancel_task(p_task uuid, p_node integer, p_actor text, p_reason text)
returns table (was text, nodes integer[])
language plpgsql
as $$
declare
  v_now timestamptz;
begin
  delete from ready_step r where r.task_id = p_task;
  select t.status into was from task t where t.task_id = p_task for no key update;
  if was is null or was in ('complete', 'cancelled', 'resolved_manually') then
    nodes := '{}';
    return next;
    return;
  end if;
  v_now := clock_timestamp();
  -- A step may have become ready between the first statement and the lock.
  delete from ready_step r where r.task_id = p_task;

  with open as (
    select s.step_no, s.state, s.attempts, s.node_id from workflow_step s
    where s.task_id = p_task and s.state in ('pending', 'in_progress', 'error')
  ), written as (
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, occurred_at)
    select p_task, o.step_no, nullif(o.attempts, 0), p_node, o.state, 'cancelled', p_actor, p_reason, v_now
    from open o order by o.step_no
  ), stopped as (
    update workflow_step s set state = 'cancelled', completed_at = v_now, next_retry_at = null,
      claim_token = null, node_id = null
    from open o where s.task_id = p_task and s.step_no = o.step_no
  )
  select coalesce(array_agg(distinct o.node_id) filter (where o.node_id is not null), '{}') into nodes from open o;

  update task set status = 'cancelled', completed_at = v_now, unfinished_leaves = 0 where task_id = p_task;
  insert into pending_annotation (task_id, due_at)
  select t.task_id, v_now from task t where t.task_id = p_task and t.annotates;
  insert into transition (task_id, node_id, from_state, to_state, actor, reason, occurred_at)
  values (p_task, p_node, was, 'cancelled', p_actor, p_reason, v_now);
  return next;
end
$$;

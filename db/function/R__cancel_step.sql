-- Cancels one step. Its claim is taken away, so a late result is refused. Steps that need it can never
-- run; when nothing else of the task can go on either, the task ends in error.
--
-- Returns the states that task and step were in (null if there is no such one; nothing is changed
-- unless the step was pending, in_progress or error), and whether the task's end is to be annotated.
-- Lock order: ready_step rows, the task's row, its steps.
create or replace function cancel_step(p_task uuid, p_step integer, p_node integer, p_actor text, p_reason text)
returns table (task_was text, step_was text, ended boolean)
language plpgsql
as $$
#variable_conflict use_column
declare
  v_now     timestamptz;
  v_attempt integer;
  v_retried boolean;
  v_leaf    boolean;
begin
  perform 1 from ready_step r where r.task_id = p_task and r.step_no = p_step for update;
  select t.status into task_was from task t where t.task_id = p_task for no key update;
  -- The step may have become ready, or been claimed, between the first statement and the lock.
  perform 1 from ready_step r where r.task_id = p_task and r.step_no = p_step for update;
  select s.state, s.attempts, s.next_retry_at is not null, s.leaf into step_was, v_attempt, v_retried, v_leaf
  from workflow_step s where s.task_id = p_task and s.step_no = p_step;
  ended := false;

  if step_was in ('pending', 'in_progress', 'error') then
    v_now := clock_timestamp();
    delete from ready_step r where r.task_id = p_task and r.step_no = p_step;
    update workflow_step s set state = 'cancelled', completed_at = v_now, next_retry_at = null,
      claim_token = null, node_id = null
    where s.task_id = p_task and s.step_no = p_step;
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, occurred_at)
    values (p_task, p_step, nullif(v_attempt, 0), p_node, step_was, 'cancelled', p_actor, p_reason, v_now);

    -- A step that had failed for good is counted among the failed ones already.
    update task t set unfinished_leaves = t.unfinished_leaves - v_leaf::integer,
      failed_steps = t.failed_steps + (step_was <> 'error' or v_retried)::integer
    where t.task_id = p_task;
    ended := coalesce(settle_task(p_task, p_node, p_actor, v_now) in ('resolved_manually', 'cancelled'), false);
  end if;
  return next;
end
$$;

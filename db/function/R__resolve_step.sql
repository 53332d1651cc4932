-- Declares a step done that has not run or has failed, with results as if it had run. Its children
-- wait for one parent less and are queued when it was the last; a task in error goes on or ends.
--
-- The children are those of the task's own template, so that any node may do this.
--
-- Returns the states that task and step were in (null if there is no such one; nothing is changed
-- unless the step was pending or in error), how many children were queued, and whether the task ended.
-- Lock order: ready_step rows, the task's row, its steps.
create or replace function resolve_step(
  p_task uuid, p_step integer, p_results text, p_node integer, p_actor text, p_reason text)
returns table (task_was text, step_was text, queued integer, ended boolean)
language plpgsql
as $$
#variable_conflict use_column
declare
  v_now     timestamptz;
  v_name    text;
  v_attempt integer;
  v_retried boolean;
  v_leaf    boolean;
begin
  perform 1 from ready_step r where r.task_id = p_task and r.step_no = p_step for update;
  select t.status into task_was from task t where t.task_id = p_task for no key update;
  -- The step may have become ready, or been claimed, between the first statement and the lock.
  perform 1 from ready_step r where r.task_id = p_task and r.step_no = p_step for update;
  select s.state, s.name, s.attempts, s.next_retry_at is not null, s.leaf
    into step_was, v_name, v_attempt, v_retried, v_leaf
  from workflow_step s where s.task_id = p_task and s.step_no = p_step;
  queued := 0;
  ended := false;

  if step_was in ('pending', 'error') then
    v_now := clock_timestamp();
    delete from ready_step r where r.task_id = p_task and r.step_no = p_step;
    update workflow_step s set state = 'resolved_manually', results = p_results::jsonb, completed_at = v_now,
      next_retry_at = null
    where s.task_id = p_task and s.step_no = p_step;
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, occurred_at)
    values (p_task, p_step, nullif(v_attempt, 0), p_node, step_was, 'resolved_manually', p_actor, p_reason, v_now);

    with child as (
      select (d.place - 1)::integer as step_no
      from task t
      join task_template p on p.template_id = t.template_id
      cross join jsonb_array_elements(p.definition -> 'steps') with ordinality as d (step, place)
      where t.task_id = p_task and d.step -> 'depends_on_steps' ? v_name
    ), counted as (
      update workflow_step s set remaining_parents = s.remaining_parents - 1
      from child c
      where s.task_id = p_task and s.step_no = c.step_no
      returning s.task_id, s.step_no, s.lane, s.state, s.remaining_parents
    ), ready as (
      insert into ready_step (task_id, step_no, template_id, lane, priority, due_at)
      select c.task_id, c.step_no, t.template_id, c.lane, t.priority, case when t.run_at > v_now then t.run_at end
      from counted c join task t on t.task_id = c.task_id
      where c.remaining_parents = 0 and c.state = 'pending'
      returning 1
    )
    select count(*) into queued from ready;

    update task t set unfinished_leaves = t.unfinished_leaves - v_leaf::integer,
      failed_steps = t.failed_steps - (step_was = 'error' and not v_retried)::integer
    where t.task_id = p_task;
    ended := coalesce(
      settle_task(p_task, p_node, p_actor, v_now) in ('complete', 'resolved_manually', 'cancelled'), false);
  end if;
  return next;
end
$$;

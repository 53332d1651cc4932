-- Gives a step that failed, or with p_step null each step of the task that failed for good, a fresh
-- budget of attempts and puts it into the queue at once. Its earlier attempts stay on record and no
-- longer count. A step that waits for its next attempt need not wait any more.
--
-- Returns the states that task and step were in (null if there is no such one); and how many steps
-- were queued: 0 if nothing was changed, as nothing had failed.
-- Lock order: ready_step rows, the task's row, its steps.
create or replace function retry_steps(p_task uuid, p_step integer, p_node integer, p_actor text, p_reason text)
returns table (task_was text, step_was text, queued integer)
language plpgsql
as $$
#variable_conflict use_column
declare
  v_now    timestamptz;
  v_steps  integer[];
  v_failed integer;
begin
  perform 1 from ready_step r where r.task_id = p_task and r.step_no = p_step for update;
  select t.status into task_was from task t where t.task_id = p_task for no key update;
  perform 1 from ready_step r where r.task_id = p_task and r.step_no = p_step for update;
  select s.state into step_was from workflow_step s where s.task_id = p_task and s.step_no = p_step;
  v_now := clock_timestamp();

  with failed as (
    select s.step_no, s.attempts, s.next_retry_at from workflow_step s
    where s.task_id = p_task and s.state = 'error'
      and (s.step_no = p_step or p_step is null and s.next_retry_at is null)
  ), fresh as (
    update workflow_step s set state = 'pending', next_retry_at = null, forgiven_attempts = s.attempts, node_losses = 0
    from failed f where s.task_id = p_task and s.step_no = f.step_no
  ), written as (
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, occurred_at)
    select p_task, f.step_no, f.attempts, p_node, 'error', 'pending', p_actor, p_reason, v_now
    from failed f order by f.step_no
  )
  select array_agg(f.step_no), count(*) filter (where f.next_retry_at is null), count(*)
    into v_steps, v_failed, queued
  from failed f;

  if queued > 0 then
    insert into ready_step (task_id, step_no, template_id, lane, priority)
    select s.task_id, s.step_no, t.template_id, s.lane, t.priority
    from task t join workflow_step s on s.task_id = t.task_id
    where t.task_id = p_task and s.step_no = any (v_steps)
    on conflict (task_id, step_no) do update set due_at = null;

    update task t set failed_steps = t.failed_steps - v_failed where t.task_id = p_task and v_failed > 0;
    perform settle_task(p_task, p_node, p_actor, v_now);
  end if;
  return next;
end
$$;

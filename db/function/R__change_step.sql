-- Changes what may be changed of a step that has not ended; null leaves a part as it is. A running
-- attempt goes on with the inputs that it began with. The trail tells what was changed.
--
-- Returns the states of task and step, null if there is no such one; nothing is changed if the step
-- has ended.
-- Lock order: the task's row, the step's row.
create or replace function change_step(
  p_task uuid, p_step integer, p_retry_limit integer, p_inputs text, p_node integer, p_actor text)
returns table (task_was text, step_was text)
language plpgsql
as $$
#variable_conflict use_column
declare
  v_attempt integer;
  v_what    text;
begin
  select t.status into task_was from task t where t.task_id = p_task for no key update;
  select s.state, nullif(s.attempts, 0),
    nullif(concat_ws(', ',
      case when s.retry_limit <> p_retry_limit then format('retry_limit from %s to %s', s.retry_limit, p_retry_limit) end,
      case when coalesce(s.inputs, '{}') <> p_inputs::jsonb then 'inputs' end), '')
    into step_was, v_attempt, v_what
  from workflow_step s where s.task_id = p_task and s.step_no = p_step for no key update;

  if step_was in ('pending', 'in_progress', 'error') and v_what is not null then
    update workflow_step s set retry_limit = coalesce(p_retry_limit, s.retry_limit),
      inputs = coalesce(nullif(p_inputs, '{}')::jsonb, case when p_inputs is null then s.inputs end)
    where s.task_id = p_task and s.step_no = p_step;
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, occurred_at)
    values (p_task, p_step, v_attempt, p_node, step_was, step_was, p_actor, 'changed: ' || v_what, clock_timestamp());
  end if;
  return next;
end
$$;

-- Changes what may be changed of a task in any state; null leaves a part as it is. The new priority
-- also goes to its steps that wait in the queue. The trail tells what was changed.
--
-- Returns the task's state, null if there is no such task.
-- Lock order: ready_step rows, the task's row.
create or replace function change_task(
  p_task uuid, p_reason text, p_tags text[], p_priority smallint, p_node integer, p_actor text)
returns text
language plpgsql
as $$
declare
  v_status text;
  v_was    smallint;
  v_what   text;
begin
  update ready_step r set priority = p_priority where r.task_id = p_task and r.priority <> p_priority;
  select t.status, t.priority,
    nullif(concat_ws(', ',
      case when t.priority <> p_priority then format('priority from %s to %s', t.priority, p_priority) end,
      case when t.tags <> p_tags then 'tags' end,
      case when t.reason <> p_reason then 'reason' end), '')
    into v_status, v_was, v_what
  from task t where t.task_id = p_task for no key update;
  if v_what is null then
    return v_status;
  end if;
  -- Steps that became ready between the first statement and the lock came with the old priority.
  update ready_step r set priority = p_priority where r.task_id = p_task and r.priority <> p_priority;

  update task t set reason = coalesce(p_reason, t.reason), tags = coalesce(p_tags, t.tags),
    priority = coalesce(p_priority, t.priority)
  where t.task_id = p_task;
  insert into transition (task_id, node_id, from_state, to_state, actor, reason, occurred_at)
  values (p_task, p_node, v_status, v_status, p_actor, 'changed: ' || v_what, clock_timestamp());
  return v_status;
end
$$;

-- Puts a task into error if a step of it failed for good and nothing in it is ready, running or due
-- for a retry. The caller holds the lock on the task's row. Tells whether the task is now in error.
create or replace function block_task(p_task uuid, p_node integer, p_actor text, p_now timestamptz)
returns boolean
language plpgsql
as $$
declare
  v_from text;
begin
  if exists (
    select from workflow_step s
    where s.task_id = p_task and (
      s.state = 'in_progress'
      or s.state = 'pending' and s.remaining_parents = 0
      or s.state = 'error' and s.next_retry_at is not null))
  then
    return false;
  end if;
  select t.status into v_from from task t where t.task_id = p_task;
  if v_from not in ('pending', 'in_progress') then
    return false;
  end if;
  update task t set status = 'error' where t.task_id = p_task;
  insert into transition (task_id, node_id, from_state, to_state, actor, reason, occurred_at)
  values (p_task, p_node, v_from, 'error', p_actor, 'a step failed for good and nothing else can go on', p_now);
  return true;
end
$$;

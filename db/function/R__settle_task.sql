-- Puts a task into the state that its steps leave it in, after one of them failed for good or an
-- operator has changed one. The caller holds the lock on the task's row and has counted its steps.
-- Returns the task's new state, null if it stays as it is.
--
--   error              a step failed for good or was cancelled, and nothing is ready, running or due
--   in_progress        it was in error and goes on (pending if none of its steps has ever started)
--   complete           each step is complete or resolved
--   resolved_manually  nothing is left to do, but steps of it were cancelled one by one
--   cancelled          each step was cancelled one by one
drop function if exists block_task(uuid, integer, text, timestamptz);

create or replace function settle_task(p_task uuid, p_node integer, p_actor text, p_now timestamptz)
returns text
language plpgsql
as $$
declare
  v_from    text;
  v_failed  integer;
  v_started boolean;
  v_goes_on boolean;
  v_open    boolean;
  v_path    text[];
  v_reason  text;
begin
  select t.status, t.failed_steps, t.started_at is not null into v_from, v_failed, v_started
  from task t where t.task_id = p_task;
  if v_from not in ('pending', 'in_progress', 'error') then
    return null;
  end if;

  v_goes_on := exists (
    select from workflow_step s
    where s.task_id = p_task and (
      s.state = 'in_progress'
      or s.state = 'pending' and s.remaining_parents = 0
      or s.state = 'error' and s.next_retry_at is not null));
  v_open := v_goes_on or exists (
    select from workflow_step s where s.task_id = p_task and s.state in ('pending', 'error'));
  if v_open then
    if v_goes_on = (v_from <> 'error') then
      return null;
    end if;
    v_path := array[case when not v_goes_on then 'error' when v_started then 'in_progress' else 'pending' end];
    v_reason := case when v_goes_on then 'it can go on'
      else 'a step failed for good or was cancelled, and nothing else can go on' end;
  elsif v_failed = 0 then
    v_path := case v_from when 'in_progress' then '{complete}' else '{in_progress,complete}' end;
    v_reason := 'every step is complete or resolved';
  elsif exists (
    select from workflow_step s where s.task_id = p_task and s.state in ('complete', 'resolved_manually'))
  then
    v_path := case v_from when 'error' then '{resolved_manually}' else '{error,resolved_manually}' end;
    v_reason := 'every step is complete, resolved or cancelled';
  else
    v_path := '{cancelled}';
    v_reason := 'every step was cancelled';
  end if;

  update task t set
    status = v_path[cardinality(v_path)],
    started_at = case when 'in_progress' = any (v_path) then coalesce(t.started_at, p_now) else t.started_at end,
    completed_at = case when not v_open then p_now end
  where t.task_id = p_task;
  insert into pending_annotation (task_id, due_at)
  select t.task_id, p_now from task t where t.task_id = p_task and t.annotates and not v_open;
  insert into transition (task_id, node_id, from_state, to_state, actor, reason, occurred_at)
  select p_task, p_node, case p.place when 1 then v_from else v_path[p.place - 1] end, p.state, p_actor, v_reason, p_now
  from unnest(v_path) with ordinality as p (state, place)
  order by p.place;
  return v_path[cardinality(v_path)];
end
$$;

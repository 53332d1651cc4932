-- Repairs what audit_tasks suspects of a task, having locked it and looked again. Returns what it did.
create or replace function repair_task(p_task uuid, p_node integer)
returns table (task_id uuid, step_no integer, finding text)
language plpgsql
as $$
#variable_conflict use_column
declare
  v_now   timestamptz;
  v_task  task;
  v_leaves integer;
  v_failed integer;
  v_step  integer[];
  v_token bigint[];
begin
  select * into v_task from task t where t.task_id = p_task for no key update;
  if v_task.status not in ('pending', 'in_progress') then
    return;
  end if;
  v_now := clock_timestamp();

  select array_agg(s.step_no), array_agg(s.claim_token) into v_step, v_token
  from workflow_step s left join engine_node n on n.node_id = s.node_id
  where s.task_id = p_task and s.state = 'in_progress' and (n.node_id is null or n.left_at is not null);
  if v_step is not null then
    perform give_back_claims(array_fill(p_task, array[cardinality(v_step)]), v_step, v_token,
      p_node, 'auditor', 'its node is gone', false, 0);
    return query select p_task, c.step_no, 'claim_of_gone_node' from unnest(v_step) as c (step_no);
  end if;

  return query
    with queued as (
      insert into ready_step (task_id, step_no, template_id, lane, priority, due_at)
      select s.task_id, s.step_no, v_task.template_id, s.lane, v_task.priority, coalesce(s.next_retry_at, v_task.run_at)
      from workflow_step s
      where s.task_id = p_task and (
        s.state = 'pending' and s.remaining_parents = 0
        or s.state = 'error' and s.next_retry_at is not null)
      on conflict (task_id, step_no) do nothing
      returning step_no, due_at)
    select p_task, q.step_no, case when q.due_at is null then 'not_queued' else 'retry_not_queued' end from queued q;

  select count(*) filter (where s.leaf and s.state in ('pending', 'in_progress', 'error')),
    count(*) filter (where s.state = 'cancelled' or s.state = 'error' and s.next_retry_at is null)
    into v_leaves, v_failed
  from workflow_step s where s.task_id = p_task;
  if v_leaves <> v_task.unfinished_leaves or v_failed <> v_task.failed_steps then
    update task t set unfinished_leaves = v_leaves, failed_steps = v_failed where t.task_id = p_task;
    return query select p_task, null::integer, 'miscounted';
  end if;

  if settle_task(p_task, p_node, 'auditor', v_now) is not null then
    return query select p_task, null::integer, 'not_ended';
  end if;
end
$$;

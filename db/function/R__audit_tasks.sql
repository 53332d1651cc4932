-- The auditor: looks at active tasks, a slice at a time, for work that nothing would ever wake, and
-- repairs it. Each change of the engine leaves its tables consistent, so a finding is a defect, of the
-- engine or of somebody who wrote into the tables; the auditor sees to it that no task hangs for that.
--
-- Findings: not_queued (ready but in no queue), retry_not_queued (to be tried again but in no queue),
-- claim_of_gone_node (held by a node that left), miscounted (the task's counters of unfinished leaves and failed steps),
-- not_ended (nothing is left to do, but the task goes on).
--
-- Returns the findings, all repaired; and a last row 'slice' with the last task looked at, null when
-- there was none left after p_after.
-- Lock order: task rows one by one in id order, their steps, new ready_step rows.
create or replace function audit_tasks(p_after uuid, p_limit integer, p_node integer)
returns table (task_id uuid, step_no integer, finding text)
language plpgsql
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_slice uuid[];
  v_suspect uuid;
begin
  select array_agg(x.task_id order by x.task_id) into v_slice
  from (
    (select t.task_id from task t where t.status = 'in_progress' and t.task_id > p_after
     order by t.task_id limit p_limit)
    union all
    (select t.task_id from task t where t.status = 'pending' and t.task_id > p_after
     order by t.task_id limit p_limit)
    order by 1 limit p_limit) x;

  for v_suspect in
    -- Scalar queries, which can only go by key: in a join the queue may be read as a whole for each step, if it
    -- was empty when the plan was made.
    select distinct s.task_id
    from workflow_step s
    where s.task_id = any (v_slice) and (
      (s.state = 'pending' and s.remaining_parents = 0 or s.state = 'error' and s.next_retry_at is not null)
        and (select r.step_no from ready_step r where r.task_id = s.task_id and r.step_no = s.step_no) is null
      or s.state = 'in_progress'
        and (select n.node_id from engine_node n where n.node_id = s.node_id and n.left_at is null) is null)
    union
    select t.task_id from task t
    where t.task_id = any (v_slice) and (
      t.unfinished_leaves <> (
        select count(*) from workflow_step s
        where s.task_id = t.task_id and s.leaf and s.state in ('pending', 'in_progress', 'error'))
      or t.failed_steps <> (
        select count(*) from workflow_step s
        where s.task_id = t.task_id and (s.state = 'cancelled' or s.state = 'error' and s.next_retry_at is null))
      or not exists (
        select from workflow_step s
        where s.task_id = t.task_id and (
          s.state = 'in_progress'
          or s.state = 'pending' and s.remaining_parents = 0
          or s.state = 'error' and s.next_retry_at is not null)))
    order by 1
  loop
    return query select * from repair_task(v_suspect, p_node);
  end loop;

  return query select v_slice[cardinality(v_slice)], null::integer, 'slice';
end
$$;

-- The ready step of the oldest task that has one, and since when it is ready: since its task was accepted
-- or was to start, its last parent ended, or it was last put back.
-- Plan: the first ready entry by ready_step_pkey; its task, steps, template and trail by primary key.
select r.task_id, r.step_no, s.name, clock_timestamp() as now, greatest(t.requested_at, t.run_at,
  (select max(p.completed_at) from workflow_step p
   where p.task_id = r.task_id
     and x.definition -> 'steps' -> r.step_no -> 'depends_on_steps' @> to_jsonb(p.name)),
  (select max(c.occurred_at) from transition c
   where c.task_id = r.task_id and c.step_no = r.step_no)) as since
from (select q.task_id, q.step_no from ready_step q where q.due_at is null
      order by q.task_id, q.step_no limit 1) r
join task t on t.task_id = r.task_id
join task_template x on x.template_id = t.template_id
join workflow_step s on s.task_id = r.task_id and s.step_no = r.step_no

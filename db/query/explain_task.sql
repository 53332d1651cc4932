-- What decides about the steps of a task, all of one instant: each step with its queue entry and the
-- node that runs it; one row with step_no null if the task has no steps.
-- Plan: the task, its steps, their queue entries and nodes by primary key.
select t.status, t.template_id, clock_timestamp() as now, s.step_no, s.name, s.state, s.attempts,
  s.forgiven_attempts, s.node_losses, s.retry_limit, s.retryable, s.lane, s.error ->> 'message' as message,
  s.error ->> 'code' as code, s.last_attempted_at, s.next_retry_at, r.task_id is not null as queued, r.due_at,
  n.name as node, n.seen_at, n.left_at
from task t
left join workflow_step s on s.task_id = t.task_id
left join ready_step r on r.task_id = s.task_id and r.step_no = s.step_no
left join engine_node n on n.node_id = s.node_id
where t.task_id = :task
order by s.step_no

-- Claims that this node has held for longer than :age_ms, of a slice of tasks.
-- Plan: task_by_status from :after on, then steps by primary key.
select s.task_id, s.step_no, s.attempts as attempt, s.claim_token as token,
  s.forgiven_attempts as forgiven, s.retry_limit, s.inputs::text as inputs, t.template_id
from task t join workflow_step s on s.task_id = t.task_id
where t.status = 'in_progress' and t.task_id > :after and t.task_id <= :until
  and s.state = 'in_progress' and s.node_id = :node
  and s.last_attempted_at < clock_timestamp() - :age_ms * interval '1 millisecond'

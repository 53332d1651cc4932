-- The steps that a node holds according to the database. Asked only after a lost answer.
-- Plan: task_by_status for the active tasks, their steps by primary key.
select s.task_id, s.step_no, s.attempts as attempt, s.claim_token as token,
  s.forgiven_attempts as forgiven, s.retry_limit, s.inputs::text as inputs, t.template_id
from task t join workflow_step s on s.task_id = t.task_id
where t.status in ('pending', 'in_progress') and s.state = 'in_progress' and s.node_id = :node

-- Which of the claims that a node believes to hold it has lost (cancelled, taken over).
-- Plan: steps by primary key.
select g.task_id, g.step_no
from unnest(:task::uuid[], :step::integer[], :token::bigint[]) as g (task_id, step_no, token)
where not exists (
  select from workflow_step s
  where s.task_id = g.task_id and s.step_no = g.step_no and s.claim_token = g.token)

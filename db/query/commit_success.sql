-- Commits one success that at most one child waits for; db/function/R__commit_success.sql tells what goes
-- in and out.
-- Plan: the task and two steps by primary key, inserts.
select kind, number, task_id, step_no, attempt, token, forgiven, retry_limit, inputs, delay_ms, word
from commit_success(
  :node::integer, :token_base::bigint, :task::uuid, :step::integer, :attempt::integer, :token::bigint,
  :results::text, :child::integer, :start::boolean)

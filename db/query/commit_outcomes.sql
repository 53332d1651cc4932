-- Commits the outcomes of attempts; db/function/R__commit_outcomes.sql tells what goes in and out.
-- Plan: tasks and steps by primary key, inserts.
select kind, number, task_id, step_no, attempt, token, forgiven, retry_limit, inputs, delay_ms, word
from commit_outcomes(
  :node, :token_base,
  :task, :step, :attempt, :token, :kind, :document, :delay_ms, :forgiven,
  :edge_outcome, :edge_child, :edge_start)

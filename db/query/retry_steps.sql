-- Retries failed steps; db/function/R__retry_steps.sql tells what goes in and out.
-- Plan: everything by the task's id.
select task_was, step_was, queued from retry_steps(:task, :step, :node, :actor, :reason)

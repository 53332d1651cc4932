-- Cancels one step; db/function/R__cancel_step.sql tells what goes in and out.
-- Plan: everything by the task's id.
select task_was, step_was, ended from cancel_step(:task, :step, :node, :actor, :reason)

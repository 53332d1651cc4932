-- Changes a step's limit and inputs; db/function/R__change_step.sql tells what goes in and out.
-- Plan: everything by the task's id.
select task_was, step_was from change_step(:task, :step, :retry_limit, :inputs, :node, :actor)

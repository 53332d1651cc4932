-- Cancels a task; db/function/R__cancel_task.sql tells what goes in and out.
-- Plan: everything by the task's id.
select was, nodes from cancel_task(:task, :node, :actor, :reason)

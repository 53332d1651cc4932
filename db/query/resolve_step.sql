-- Declares a step done; db/function/R__resolve_step.sql tells what goes in and out.
-- Plan: everything by the task's id, its template by primary key.
select task_was, step_was, queued, ended
from resolve_step(:task, :step, :results, :node, :actor, :reason)

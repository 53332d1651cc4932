-- Changes a task's reason, tags, priority; db/function/R__change_task.sql tells what goes in and out.
-- Plan: everything by the task's id.
select change_task(:task, :reason, :tags, :priority, :node, :actor) as task_was

-- What a node must know of tasks to run steps of them.
-- Plan: by primary key.
select t.task_id, t.template_id, t.priority, t.initiator, t.correlation_id, t.context::text as context
from task t
where t.task_id = any (:tasks)

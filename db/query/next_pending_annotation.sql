-- A task that has ended and whose task handler is to be heard; locked, skipping what others hear.
-- Plan: a small table.
select p.task_id, t.template_id
from pending_annotation p join task t on t.task_id = p.task_id
where p.due_at <= clock_timestamp()
order by p.due_at
limit 1
for update of p skip locked

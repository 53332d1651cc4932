-- Keeps what a task handler had to say, and forgets that it was to be asked.
-- Plan: one row by primary key in each table.
with heard as (delete from pending_annotation p where p.task_id = :task returning p.task_id)
insert into task_annotation (task_id, annotation)
select h.task_id, :annotation::jsonb from heard h where :annotation <> '{}'
on conflict (task_id) do update set annotation = excluded.annotation

-- Keeps clients' keys for new tasks, one element a task; those that are kept already stay as they are.
-- Returns the tasks whose keys were free.
-- Plan: inserts, each by primary key.
insert into idempotency_key (key, request_hash, task_id)
select * from unnest(:key::text[], :hash::text[], :task::uuid[])
on conflict (key) do nothing
returning task_id

-- Keeps a client's key for a new task; changes nothing if the key is kept already.
-- Plan: one row by primary key.
insert into idempotency_key (key, request_hash, task_id) values (:key, :hash, :task)
on conflict (key) do nothing

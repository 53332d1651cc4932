-- The task that was started under a key.
-- Plan: one row by primary key.
select k.task_id, k.request_hash from idempotency_key k where k.key = :key

-- The tasks that were started under keys.
-- Plan: by primary key.
select k.key, k.task_id, k.request_hash from idempotency_key k where k.key = any (:key::text[])

-- Keeps on record that a receiver was not told of an event.
-- Plan: one insert.
insert into undelivered_event (webhook_id, event_id, name, task_id, attempts, error)
values (:id, :event, :name, :task, :attempts, :error)
on conflict (webhook_id, event_id) do nothing

-- Switches a webhook off or on; what is committed meanwhile is told when it is on again.
-- Plan: one row by primary key.
update webhook w set enabled = :enabled, failures = 0, due_at = clock_timestamp() where w.webhook_id = :id

-- Forgets a webhook and what it was not told.
-- Plan: one row by primary key.
delete from webhook w where w.webhook_id = :id

-- Registers a webhook over REST; it is told of what is committed from now on.
-- Plan: one insert.
insert into webhook (webhook_id, url, events, description, secret)
values (:id, :url, :events, :description, :secret)

-- Keeps a webhook of the configuration, which may have changed since; its place stays.
-- Plan: one row by the unique name.
insert into webhook (webhook_id, configured, url, events, description)
values (:id, :name, :url, :events, 'of the configuration')
on conflict (configured) do update set url = excluded.url, events = excluded.events, enabled = true

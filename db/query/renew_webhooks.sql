-- A node keeps the webhooks that it has, while their receivers think.
-- Plan: a small table.
update webhook w set leased_until = clock_timestamp() + :lease_ms * interval '1 millisecond'
where w.leased_by = :me and w.leased_until > clock_timestamp()

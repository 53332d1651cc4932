-- What is committed now.
-- Plan: reads no table.
select pg_current_snapshot()::text as snapshot

-- The snapshot to read up to, for a reader that has seen :seen; null if that is not of this database.
-- Plan: one row of change_mark by primary key.
select until::text as until, is_mark from next_window(:seen::pg_snapshot)

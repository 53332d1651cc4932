-- The snapshot to read up to for a reader that has seen p_seen: the next mark, if there is one after
-- it, else now; and whether it is a mark, so that there may be changes after it even if there are none
-- before. Null if p_seen is of another time than this database's: it was restored from a dump.
drop function if exists next_window(pg_snapshot);
create function next_window(p_seen pg_snapshot)
returns table (until pg_snapshot, is_mark boolean)
language sql volatile rows 1
as $$
  select case when pg_snapshot_xmax(p_seen) <= pg_snapshot_xmax(pg_current_snapshot()) then
      coalesce(m.snapshot, pg_current_snapshot())
    end, m.snapshot is not null
  from (select 1) x
  left join lateral (
    select c.snapshot from change_mark c where c.upto > pg_snapshot_xmax(p_seen) order by c.upto limit 1) m on true
$$;

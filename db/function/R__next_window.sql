-- The snapshot to read up to for a reader that has seen p_seen: the next mark, if there is one after
-- it, else now. Null if p_seen is of another time than this database's: it was restored from a dump.
create or replace function next_window(p_seen pg_snapshot)
returns pg_snapshot
language sql volatile
as $$
  select case when pg_snapshot_xmax(p_seen) <= pg_snapshot_xmax(pg_current_snapshot()) then
    coalesce(
      (select m.snapshot from change_mark m where m.upto > pg_snapshot_xmax(p_seen) order by m.upto limit 1),
      pg_current_snapshot())
  end
$$;

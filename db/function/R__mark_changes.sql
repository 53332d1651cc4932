-- Marks where the changes stand, if there were any since the last mark and that is some time ago; and
-- forgets the marks that no webhook needs any more and that are older than p_keep. Tells whether it
-- marked.
create or replace function mark_changes(p_apart interval, p_keep interval)
returns boolean
language plpgsql
as $$
declare
  v_last change_mark;
begin
  select * into v_last from change_mark order by upto desc limit 1;
  if v_last.marked_at > clock_timestamp() - p_apart then
    return false;
  end if;
  if v_last.upto is not null
    and not exists (select from transition r where r.txid >= v_last.upto)
    and not exists (select from custom_event e where e.txid >= v_last.upto)
  then
    return false;
  end if;
  insert into change_mark (upto, snapshot)
  values (pg_snapshot_xmax(pg_current_snapshot()), pg_current_snapshot())
  on conflict (upto) do nothing;
  if found then
    delete from change_mark m
    where m.marked_at < clock_timestamp() - p_keep
      and m.upto <= all (select pg_snapshot_xmax(w.seen) from webhook w where w.enabled);
    return true;
  end if;
  return false;
end
$$;

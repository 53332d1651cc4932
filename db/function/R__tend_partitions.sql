-- Makes the partitions of the audit trail for this month and the next two, and drops those of past
-- months that no task is left of. A drop takes a lock that every statement on the trail waits for, so it
-- is given up at once if it does not get it. One node at a time; returns the names of what was dropped.
create or replace function tend_partitions()
returns text[]
language plpgsql
set lock_timeout = '200ms'
as $$
declare
  v_dropped text[] := '{}';
  v_old     record;
begin
  if not pg_try_advisory_xact_lock(hashtext('tasker.tend_partitions')) then
    return v_dropped;
  end if;
  perform create_transition_partitions();

  for v_old in
    select c.relname as name, b.month
    from pg_inherits i
    join pg_class c on c.oid = i.inhrelid
    cross join lateral (select to_date(substring(c.relname from 'transition_(\d{4}_\d\d)$'), 'YYYY_MM') as month) b
    where i.inhparent = 'transition'::regclass and b.month < date_trunc('month', now() at time zone 'UTC')
  loop
    continue when exists (
      select from task t
      where t.task_id >= uuid7_floor(v_old.month::timestamp at time zone 'UTC')
        and t.task_id < uuid7_floor((v_old.month + interval '1 month') at time zone 'UTC'));
    execute format('drop table %I', v_old.name);
    v_dropped := v_dropped || v_old.name::text;
  end loop;
  return v_dropped;
exception when lock_not_available then
  return '{}';
end
$$;

-- Gives the queue a new file with nothing but its live rows. Entries of claimed steps die in it all the time,
-- and whoever looks for the first that lives walks over the dead: while some session holds an old snapshot
-- no vacuum may clear them away, and their number grows with the work that was done since.
--
-- Takes the table for itself for some milliseconds. Does nothing if it does not get it within 100 ms, since all
-- who come later wait behind it; nor if the queue is not sparse.
--
-- Returns whether it was renewed. Lock order: ready_step, and nothing else.
create or replace function renew_queue()
returns boolean
language plpgsql
set lock_timeout = '100ms'
as $$
declare
  v_rows ready_step[];
begin
  lock table ready_step in access exclusive mode;
  if not queue_is_sparse((select count(*) from ready_step)) then
    return false;
  end if;
  v_rows := array(select r from ready_step r);
  truncate ready_step;
  insert into ready_step select * from unnest(v_rows);
  return true;
exception
  when lock_not_available then
    return false;
end
$$;

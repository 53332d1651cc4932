-- The audit trail: one row for each change of state of a task (step_no null) or a step. Append-only.
-- Partitions are cut by task_id: UUIDs of version 7 grow with time, so a month of tasks is a range,
-- one task's trail lies in one partition, and a month can be dropped when no task of it is alive.
-- transition_no comes from a sequence while the task's row is locked: it is the true order in a task.
-- retry_at tells of a failed attempt that another follows, and when; and of a step that goes back to
-- pending, that this time has come.

create table transition (
  task_id       uuid not null,
  transition_no bigint not null generated always as identity,
  step_no       integer,
  attempt       integer,
  node_id       integer,
  from_state    text,
  to_state      text not null,
  actor         text not null,
  reason        text,
  error         jsonb,
  retry_at      timestamptz,
  occurred_at   timestamptz not null,
  constraint transition_words check (
    to_state in ('pending', 'in_progress', 'complete', 'error', 'cancelled', 'resolved_manually')
    and from_state in ('pending', 'in_progress', 'complete', 'error', 'cancelled', 'resolved_manually')),
  primary key (task_id, transition_no)
) partition by range (task_id);

create table transition_rest partition of transition default;

-- The least UUID of version 7 made at that time.
create function uuid7_floor(at timestamptz) returns uuid
  language sql immutable strict parallel safe
as $$
  select rpad(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7', 32, '0')::uuid
$$;

-- Makes the partitions of this month and the next two, if they are missing.
create function create_transition_partitions() returns void
  language plpgsql
as $$
declare
  v_month date;
begin
  for v_month in
    select generate_series(date_trunc('month', now() at time zone 'UTC'),
                           date_trunc('month', now() at time zone 'UTC') + interval '2 months',
                           interval '1 month')::date
  loop
    begin
      execute format(
        'create table if not exists %I partition of transition for values from (%L) to (%L)',
        'transition_' || to_char(v_month, 'YYYY_MM'),
        uuid7_floor(v_month::timestamp at time zone 'UTC'),
        uuid7_floor((v_month + interval '1 month') at time zone 'UTC'));
    exception when check_violation then
      -- No node was there in time, and rows of that month are in transition_rest: they are well there.
      null;
    end;
  end loop;
end
$$;

select create_transition_partitions();

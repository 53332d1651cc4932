-- Declares a node dead that has not been seen for the given time, and takes all its claims back, in
-- one transaction: whoever does it and dies itself has done nothing.
--
-- A task that somebody keeps locked must not hold up the heart of the node that calls this. Where one
-- is, the others are taken back; the dead node stays on the list of the living, and its remaining
-- claims are taken back with one of the next heartbeats. So it is while a claim of the dead node is under
-- way: whoever declared it dead now would not see what it is about to hold.
--
-- Returns the steps that were taken back, as give_back_claims does, and at the end a row without a task
-- if the node is declared dead; nothing if it lives after all, or another node is recovering it.
-- Lock order: the node's row, task rows by id (where one is locked: those that are not, without
-- waiting), their steps, new ready_step rows.
create or replace function recover_node(p_dead integer, p_by integer, p_lease interval, p_max_losses integer)
returns table (task_id uuid, step_no integer, word text, blocked boolean)
language plpgsql
set lock_timeout = '500ms'
as $$
#variable_conflict use_column
declare
  v_name  text;
  v_quiet boolean;
  v_held  uuid[];
  v_free  uuid[];
  v_task  uuid[];
  v_step  integer[];
  v_token bigint[];
begin
  select n.name into v_name from engine_node n
  where n.node_id = p_dead and n.left_at is null and n.seen_at < clock_timestamp() - p_lease
  for no key update skip locked;
  if not found then
    return;
  end if;
  perform 1 from engine_node n where n.node_id = p_dead for update skip locked;
  v_quiet := found;

  select array_agg(distinct t.task_id) into v_held
  from task t join workflow_step s on s.task_id = t.task_id
  where t.status in ('pending', 'in_progress') and s.node_id = p_dead and s.state = 'in_progress';

  if v_held is not null then
    begin
      perform 1 from task t where t.task_id = any (v_held) order by t.task_id for no key update;
      v_free := v_held;
    exception when lock_not_available then
      select array_agg(x.task_id) into v_free
      from (select t.task_id from task t where t.task_id = any (v_held) for no key update skip locked) x;
    end;

    select array_agg(s.task_id), array_agg(s.step_no), array_agg(s.claim_token) into v_task, v_step, v_token
    from workflow_step s
    where s.task_id = any (v_free) and s.node_id = p_dead and s.state = 'in_progress';
    if v_task is not null then
      return query
        select * from give_back_claims(v_task, v_step, v_token, p_by, 'engine',
          'its node ' || v_name || ' died', true, p_max_losses);
    end if;
  end if;

  if v_quiet and (v_held is null or cardinality(v_held) = cardinality(v_free)) then
    update engine_node set left_at = clock_timestamp(), left_how = 'died' where node_id = p_dead;
    return query select null::uuid, null::integer, null::text, null::boolean;
  end if;
end
$$;

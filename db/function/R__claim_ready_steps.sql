-- Claims ready steps for a node: as many as it has free threads and free asynchronous places, higher
-- priority first, then older tasks first. What another node is claiming is skipped.
--
-- Steps whose retry or start is due join the queue first, by the database's clock.
--
--   p_refused    templates that this node cannot run
--   p_token_base the claim token of a step is this plus its number
--
-- Returns the claimed steps; and in the last row (task_id null) delay_ms, the time until the next
-- step is due, null if none is, and more: whether claimable steps were left.
--
-- Lock order: the node's row (shared), ready_step rows, task rows by id, workflow_step rows.
drop function if exists claim_ready_steps(integer, bigint, integer, integer, uuid[]);
create function claim_ready_steps(
  p_node integer, p_token_base bigint, p_threads integer, p_places integer, p_refused uuid[])
returns table (task_id uuid, step_no integer, attempt integer, token bigint, forgiven integer,
  retry_limit integer, inputs text, template_id uuid, started boolean, delay_ms bigint, more boolean)
language plpgsql
-- As for commit_outcomes: planned once, and by key only.
set plan_cache_mode = force_generic_plan
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  v_now      timestamptz := clock_timestamp();
  v_task     uuid[];
  v_step     integer[];
  v_started  uuid[];
  v_due_task uuid[];
  v_due_step integer[];
  v_due_at   timestamptz[];
begin
  -- A node that was declared dead, and does not know it yet, must not take on what nobody would take back;
  -- nor may it be declared dead in the middle of this, hence the lock.
  perform 1 from engine_node n where n.node_id = p_node and n.left_at is null for key share;
  if not found then
    return query select null::uuid, null::integer, null::integer, null::bigint, null::integer, null::integer,
      null::text, null::uuid, null::boolean, null::bigint, false;
    return;
  end if;

  -- 1. What is due becomes ready.
  with due as (
    select r.task_id, r.step_no, r.due_at from ready_step r
    where r.due_at <= v_now
    order by r.due_at
    limit greatest(p_threads + p_places, 100)
    for update skip locked
  ), ready as (
    update ready_step r set due_at = null
    from due d where r.task_id = d.task_id and r.step_no = d.step_no
    returning r.task_id, r.step_no, d.due_at)
  select array_agg(x.task_id), array_agg(x.step_no), array_agg(x.due_at) into v_due_task, v_due_step, v_due_at
  from ready x;

  if v_due_task is not null then
    with back as (
      update workflow_step s set state = 'pending', next_retry_at = null
      from unnest(v_due_task, v_due_step, v_due_at) as d (task_id, step_no, due_at)
      where s.task_id = d.task_id and s.step_no = d.step_no and s.state = 'error'
      returning s.task_id, s.step_no, s.attempts, d.due_at)
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, retry_at, occurred_at)
    select b.task_id, b.step_no, b.attempts, p_node, 'error', 'pending', 'engine', 'retry due', b.due_at, v_now from back b;
  end if;

  -- 2. The claim.
  with on_threads as (
    select r.task_id, r.step_no from ready_step r
    where r.due_at is null and r.lane = 0 and r.template_id <> all (p_refused)
    order by r.priority desc, r.task_id, r.step_no
    limit p_threads
    for update skip locked
  ), on_places as (
    select r.task_id, r.step_no from ready_step r
    where r.due_at is null and r.lane = 1 and r.template_id <> all (p_refused)
    order by r.priority desc, r.task_id, r.step_no
    limit p_places
    for update skip locked
  ), taken as (
    delete from ready_step r
    using (select * from on_threads union all select * from on_places) x
    where r.task_id = x.task_id and r.step_no = x.step_no
    returning r.task_id, r.step_no)
  select array_agg(x.task_id), array_agg(x.step_no) into v_task, v_step from taken x;

  if v_task is not null then
    perform 1 from task t
      where t.task_id = any (v_task) and t.status = 'pending'
      order by t.task_id for no key update;
    v_now := clock_timestamp();
    with begun as (
      update task t set status = 'in_progress', started_at = coalesce(t.started_at, v_now)
      where t.task_id = any (v_task) and t.status = 'pending'
      returning t.task_id)
    select array_agg(b.task_id) into v_started from begun b;

    insert into transition (task_id, node_id, from_state, to_state, actor, occurred_at)
    select b.task_id, p_node, 'pending', 'in_progress', 'engine', v_now from unnest(v_started) as b (task_id);

    return query
      with claimed as (
        update workflow_step s set
          state = 'in_progress',
          attempts = s.attempts + 1,
          claim_token = p_token_base + s.step_no,
          node_id = p_node,
          started_at = coalesce(s.started_at, v_now),
          last_attempted_at = v_now
        from unnest(v_task, v_step) as c (task_id, step_no)
        where s.task_id = c.task_id and s.step_no = c.step_no and s.state = 'pending'
        returning s.task_id, s.step_no, s.attempts, s.claim_token, s.forgiven_attempts, s.retry_limit, s.inputs
      ), written as (
        insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, occurred_at)
        select c.task_id, c.step_no, c.attempts, p_node, 'pending', 'in_progress', 'engine', v_now from claimed c
      )
      select c.task_id, c.step_no, c.attempts, c.claim_token, c.forgiven_attempts, c.retry_limit,
        c.inputs::text, t.template_id, c.task_id = any (coalesce(v_started, '{}')), null::bigint, null::boolean
      from claimed c join task t on t.task_id = c.task_id;
  end if;

  -- 3. What is left to do.
  return query
    select null::uuid, null::integer, null::integer, null::bigint, null::integer, null::integer, null::text,
      null::uuid, null::boolean,
      (select case when min(r.due_at) is not null then
         greatest(0, ceil(extract(epoch from min(r.due_at) - clock_timestamp()) * 1000))::bigint end
       from ready_step r where r.due_at is not null),
      exists (select from ready_step r
        where r.due_at is null and r.lane = 0 and r.template_id <> all (p_refused))
      or exists (select from ready_step r
        where r.due_at is null and r.lane = 1 and r.template_id <> all (p_refused));
end
$$;

-- Commits the outcomes of finished attempts, all that are at hand, in one go: results, states, audit
-- trail, the counters of waiting children, the claims of children that this node can start at once,
-- the queue entries of the others, and the ends of tasks.
--
-- A function, because it must be one round trip (a chain of steps costs one commit a step and nothing
-- else), and because each statement in it must see what was committed while it waited for a lock: a
-- single statement with many parts would not.
--
-- Lock order: task rows by id, then their steps. While a task's row is locked nothing else changes
-- the task, so counters and states can be reasoned about one task at a time.
--
-- Outcomes (arrays of the same length, one element an attempt):
--   p_task, p_step, p_attempt, p_token   whose outcome it is; a token that no longer fits is refused
--   p_kind       0 success, 1 failure that may be retried, 2 failure for good
--   p_document   success: results or null; failure: the error
--   p_delay_ms   wait before the next attempt, if one follows
--   p_forgiven   the attempt does not count against the step's limit
-- Children of successful steps: p_edge_outcome is the place (from 1) of the outcome they wait for,
-- p_edge_child the child's number; p_edge_start tells whether this node takes the child at once when
-- it becomes ready. Its token is p_token_base + its number.
--
-- Returns a row for each:
--   accepted   the outcome at place `number` is committed; word is the step's state, delay_ms is set
--              if another attempt follows
--   refused    the outcome at place `number` came late; attempt is 1 if the same outcome had been
--              committed before by this node, 0 otherwise; word is the step's state
--   claimed    a child that this node runs now
--   queued     a child that waits for a free slot on any node
--   task       the task's new state is in word
drop function if exists commit_outcomes(integer, bigint, uuid[], integer[], integer[], bigint[], smallint[],
  text[], bigint[], boolean[], integer[], integer[], boolean[]);
create function commit_outcomes(
  p_node integer, p_token_base bigint,
  p_task uuid[], p_step integer[], p_attempt integer[], p_token bigint[], p_kind smallint[],
  p_document text[], p_delay_ms bigint[], p_forgiven boolean[],
  p_edge_outcome integer[], p_edge_child integer[], p_edge_start boolean[])
returns table (kind text, number integer, task_id uuid, step_no integer, attempt integer, token bigint,
  forgiven integer, retry_limit integer, inputs text, delay_ms bigint, word text)
language plpgsql
-- Planned once: the planner would take a plan made for each call for cheaper, and spend more on planning than on running.
set plan_cache_mode = force_generic_plan
-- By key only, whatever the statistics say: the tables are small, then large, before they are analysed.
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  v_now        timestamptz;
  v_watched    uuid[];
  v_accepted   integer[];
  v_retried    integer[];
  v_leaves     integer[];
  v_task       uuid[];
  v_step       integer[];
  v_attempt    integer[];
  v_state      text[];
  v_settled    uuid;
  v_word       text;
begin
  -- Those of which a step has failed, or whose leaves ended before other steps (an operator resolved them,
  -- or they are bypassed), may end with any step.
  select coalesce(array_agg(l.task_id) filter (where l.unfinished_leaves = 0 or l.failed_steps > 0), '{}') into v_watched
  from (
    select t.task_id, t.unfinished_leaves, t.failed_steps
    from task t where t.task_id = any (p_task) order by t.task_id for no key update) l;
  v_now := clock_timestamp();

  -- 1. The attempts themselves, where their claim still holds.
  with written as (
    update workflow_step s set
      state = case g.kind when 0 then 'complete' else 'error' end,
      results = case g.kind when 0 then g.document::jsonb else s.results end,
      error = case g.kind when 0 then null else g.document::jsonb end,
      completed_at = case g.kind when 0 then v_now end,
      next_retry_at = case when g.kind = 1 and s.retryable
        and s.attempts - s.forgiven_attempts - g.forgiven::integer < s.retry_limit
        then v_now + g.delay_ms * interval '1 millisecond' end,
      forgiven_attempts = s.forgiven_attempts + g.forgiven::integer,
      node_losses = 0,
      claim_token = null,
      node_id = null
    from unnest(p_task, p_step, p_token, p_kind, p_document, p_delay_ms, p_forgiven)
      with ordinality as g (task_id, step_no, token, kind, document, delay_ms, forgiven, place)
    where s.task_id = g.task_id and s.step_no = g.step_no
      and s.claim_token = g.token and s.state = 'in_progress'
    returning g.place::integer, s.next_retry_at is not null as retried, s.leaf and g.kind = 0 as leaf)
  select coalesce(array_agg(w.place), '{}'), coalesce(array_agg(w.place) filter (where w.retried), '{}'),
    coalesce(array_agg(w.place) filter (where w.leaf), '{}')
  into v_accepted, v_retried, v_leaves
  from written w;

  insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, error, retry_at,
    occurred_at)
  select g.task_id, g.step_no, g.attempt, p_node, 'in_progress',
    case g.kind when 0 then 'complete' else 'error' end, 'engine',
    case when g.place = any (v_retried) then 'will be tried again' when g.kind > 0 then 'failed for good' end,
    case when g.kind > 0 then g.document::jsonb end,
    case when g.place = any (v_retried) then v_now + g.delay_ms * interval '1 millisecond' end, v_now
  from unnest(p_task, p_step, p_attempt, p_kind, p_document, p_delay_ms)
    with ordinality as g (task_id, step_no, attempt, kind, document, delay_ms, place)
  where g.place = any (v_accepted)
  order by g.place;

  return query
    select 'accepted', g.place::integer, g.task_id, g.step_no, g.attempt, null::bigint, null::integer, null::integer, null,
      case when g.place = any (v_retried) then g.delay_ms end,
      case g.kind when 0 then 'complete' else 'error' end
    from unnest(p_task, p_step, p_attempt, p_kind, p_delay_ms)
      with ordinality as g (task_id, step_no, attempt, kind, delay_ms, place)
    where g.place = any (v_accepted);

  if cardinality(v_accepted) < cardinality(p_task) then
    return query select * from refuse_outcomes(p_node, p_task, p_step, p_attempt, p_token, v_accepted, v_now);
  end if;

  -- 2. Retries wait in the queue until they are due.
  if cardinality(v_retried) > 0 then
    insert into ready_step (task_id, step_no, template_id, lane, priority, due_at)
    select s.task_id, s.step_no, t.template_id, s.lane, t.priority, s.next_retry_at
    from unnest(v_retried) as r (place)
    join workflow_step s on s.task_id = p_task[r.place] and s.step_no = p_step[r.place]
    join task t on t.task_id = s.task_id;
  end if;

  -- 3. Children wait for fewer parents; those that wait for none start here or are queued.
  if cardinality(p_edge_child) > 0 then
    with waited as (
      select p_task[e.outcome] as task_id, e.child, count(*)::integer as parents, bool_and(e.start) as start
      from unnest(p_edge_outcome, p_edge_child, p_edge_start) as e (outcome, child, start)
      where e.outcome = any (v_accepted)
      group by 1, 2
    ), judged as (
      select w.task_id, w.child, w.parents,
        w.start and s.state = 'pending' and s.remaining_parents = w.parents as starts
      from waited w join workflow_step s on s.task_id = w.task_id and s.step_no = w.child
    ), counted as (
      update workflow_step s set
        remaining_parents = s.remaining_parents - j.parents,
        state = case when j.starts then 'in_progress' else s.state end,
        attempts = s.attempts + j.starts::integer,
        claim_token = case when j.starts then p_token_base + j.child end,
        node_id = case when j.starts then p_node end,
        started_at = case when j.starts then coalesce(s.started_at, v_now) else s.started_at end,
        last_attempted_at = case when j.starts then v_now else s.last_attempted_at end
      from judged j
      where s.task_id = j.task_id and s.step_no = j.child
      returning s.task_id, s.step_no, s.attempts, s.state, s.remaining_parents)
    select array_agg(c.task_id), array_agg(c.step_no), array_agg(c.attempts), array_agg(c.state)
    into v_task, v_step, v_attempt, v_state
    from counted c
    where c.remaining_parents = 0 and c.state in ('pending', 'in_progress');

    if v_task is not null then
      insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, occurred_at)
      select c.task_id, c.step_no, c.attempt, p_node, 'pending', 'in_progress', 'engine', v_now
      from unnest(v_task, v_step, v_attempt, v_state) as c (task_id, step_no, attempt, state)
      where c.state = 'in_progress';

      if 'pending' = any (v_state) then
        insert into ready_step (task_id, step_no, template_id, lane, priority)
        select s.task_id, s.step_no, t.template_id, s.lane, t.priority
        from unnest(v_task, v_step, v_state) as c (task_id, step_no, state)
        join workflow_step s on s.task_id = c.task_id and s.step_no = c.step_no
        join task t on t.task_id = c.task_id
        where c.state = 'pending';
      end if;

      return query
        select case s.state when 'in_progress' then 'claimed' else 'queued' end, null::integer,
          s.task_id, s.step_no, s.attempts, s.claim_token, s.forgiven_attempts, s.retry_limit,
          s.inputs::text, null::bigint, s.state::text
        from unnest(v_task, v_step) as c (task_id, step_no)
        join workflow_step s on s.task_id = c.task_id and s.step_no = c.step_no;
    end if;
  end if;

  -- 4. The tasks: fewer unfinished leaves, the end.
  with done as (
    select g.task_id, count(*) filter (where g.kind = 0)::integer as leaves,
      count(*) filter (where g.kind > 0)::integer as failed
    from unnest(p_task, p_kind) with ordinality as g (task_id, kind, place)
    where g.place = any (v_leaves) or g.kind > 0 and g.place = any (v_accepted) and g.place <> all (v_retried)
    group by g.task_id
  ), judged as materialized (
    select d.task_id, d.leaves, d.failed,
      -- One value and no "not exists", which the planner may answer for all tasks at once.
      t.unfinished_leaves = d.leaves and t.failed_steps + d.failed = 0 and (
        select s.step_no from workflow_step s
        where s.task_id = d.task_id and s.state in ('pending', 'in_progress', 'error') limit 1) is null as ends
    from done d join task t on t.task_id = d.task_id
  ), counted as (
    update task t set
      unfinished_leaves = t.unfinished_leaves - j.leaves,
      failed_steps = t.failed_steps + j.failed,
      status = case when j.ends then 'complete' else t.status end,
      completed_at = case when j.ends then v_now end
    from judged j
    where t.task_id = j.task_id
    returning t.task_id, j.ends, t.unfinished_leaves = 0 or t.failed_steps > 0 as watched)
  select coalesce(array_agg(c.task_id) filter (where c.ends), '{}'),
    v_watched || coalesce(array_agg(c.task_id) filter (where c.watched and not c.ends), '{}')
  into v_task, v_watched
  from counted c;

  if cardinality(v_task) > 0 then
    insert into transition (task_id, node_id, from_state, to_state, actor, occurred_at)
    select c.task_id, p_node, 'in_progress', 'complete', 'engine', v_now
    from unnest(v_task) as c (task_id);

    insert into pending_annotation (task_id, due_at)
    select t.task_id, v_now
    from unnest(v_task) as c (task_id) join task t on t.task_id = c.task_id
    where t.annotates;

    return query
      select 'task', null::integer, c.task_id, null::integer, null::integer, null::bigint, null::integer,
        null::integer, null, null::bigint, 'complete'
      from unnest(v_task) as c (task_id);
  end if;

  for v_settled in select distinct w.task_id from unnest(v_watched) as w (task_id) order by w.task_id loop
    v_word := settle_task(v_settled, p_node, 'engine', v_now);
    if v_word is not null then
      return query select 'task', null::integer, v_settled, null::integer, null::integer, null::bigint,
        null::integer, null::integer, null, null::bigint, v_word;
    end if;
  end loop;
end
$$;

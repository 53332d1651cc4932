-- Commits one success that at most one child waits for: a link of a chain, which on a system that is not
-- busy is nearly every commit. Does what commit_outcomes does with it in three quarters of the time, because
-- its statements take values by key in place of arrays; see there for the lock order, the child's token and
-- what is returned.
--
--   p_results      null if there are none
--   p_child        the number of the child; null if there is none
--   p_start        whether this node takes the child at once when it becomes ready
drop function if exists commit_success(integer, bigint, uuid, integer, integer, bigint, text, integer, boolean);
create function commit_success(
  p_node integer, p_token_base bigint, p_task uuid, p_step integer, p_attempt integer, p_token bigint,
  p_results text, p_child integer, p_start boolean)
returns table (kind text, number integer, task_id uuid, step_no integer, attempt integer, token bigint,
  forgiven integer, retry_limit integer, inputs text, delay_ms bigint, word text)
language plpgsql
set plan_cache_mode = force_generic_plan
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  v_now     timestamptz;
  v_leaf    boolean;
  v_leaves  integer;
  v_failed  integer;
  v_attempt integer;
  v_ready   boolean;
  v_ended   boolean := false;
begin
  select t.unfinished_leaves, t.failed_steps into v_leaves, v_failed
  from task t where t.task_id = p_task for no key update;
  v_now := clock_timestamp();

  -- The step, and its child if that starts here, in one statement: the constraints of the table, which are
  -- read anew for each statement, cost more than anything else here.
  with written as (
    update workflow_step s set
      state = case s.step_no when p_step then 'complete' else 'in_progress' end,
      remaining_parents = 0,
      results = case s.step_no when p_step then p_results::jsonb else s.results end,
      error = case s.step_no when p_step then null else s.error end,
      node_losses = case s.step_no when p_step then 0 else s.node_losses end,
      attempts = s.attempts + (s.step_no <> p_step)::integer,
      claim_token = case when s.step_no <> p_step then p_token_base + s.step_no end,
      node_id = case when s.step_no <> p_step then p_node end,
      started_at = coalesce(s.started_at, v_now),
      last_attempted_at = case s.step_no when p_step then s.last_attempted_at else v_now end,
      completed_at = case s.step_no when p_step then v_now end
    from (values (p_step), (p_child)) as k (step_no) -- each by its key, whatever the planner believes
    where s.task_id = p_task and s.step_no = k.step_no
      and (s.step_no = p_step or p_start and s.remaining_parents = 1 and s.state = 'pending')
      and exists (
        select from workflow_step c
        where c.task_id = p_task and c.step_no = p_step and c.claim_token = p_token and c.state = 'in_progress')
    returning s.step_no, s.leaf, s.attempts, s.claim_token, s.forgiven_attempts, s.retry_limit, s.inputs
  )
  select w.leaf, c.attempts, c.claim_token, c.forgiven_attempts, c.retry_limit, c.inputs::text
  into v_leaf, v_attempt, token, forgiven, retry_limit, inputs
  from written w left join written c on c.step_no = p_child
  where w.step_no = p_step;

  if not found then
    return query select * from refuse_outcomes(
      p_node, array[p_task], array[p_step], array[p_attempt], array[p_token], '{}', v_now);
    return;
  end if;
  kind := 'accepted';
  number := 1;
  task_id := p_task;
  step_no := p_step;
  attempt := p_attempt;
  word := 'complete';
  return next;

  number := null;
  step_no := p_child;
  attempt := v_attempt;
  if v_attempt is not null then
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, occurred_at)
    values (p_task, p_step, p_attempt, p_node, 'in_progress', 'complete', 'engine', v_now),
      (p_task, p_child, v_attempt, p_node, 'pending', 'in_progress', 'engine', v_now);
    kind := 'claimed';
    word := 'in_progress';
    return next;
  else
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, occurred_at)
    values (p_task, p_step, p_attempt, p_node, 'in_progress', 'complete', 'engine', v_now);
    if p_child is not null then
      update workflow_step s set remaining_parents = s.remaining_parents - 1
      where s.task_id = p_task and s.step_no = p_child
      returning s.remaining_parents = 0 and s.state = 'pending' into v_ready;
    end if;
    if v_ready then
      insert into ready_step (task_id, step_no, template_id, lane, priority)
      select s.task_id, s.step_no, t.template_id, s.lane, t.priority
      from workflow_step s join task t on t.task_id = s.task_id
      where s.task_id = p_task and s.step_no = p_child;
      kind := 'queued';
      word := 'pending';
      return next;
    end if;
  end if;

  if v_leaf then
    v_leaves := v_leaves - 1;
    if v_leaves = 0 and v_failed = 0 then
      v_ended := not exists (
        select from workflow_step s where s.task_id = p_task and s.state in ('pending', 'in_progress', 'error'));
    end if;
    update task t set unfinished_leaves = v_leaves, status = case when v_ended then 'complete' else t.status end,
      completed_at = case when v_ended then v_now end
    where t.task_id = p_task;
  end if;

  word := null;
  if v_ended then
    word := 'complete';
    insert into transition (task_id, node_id, from_state, to_state, actor, occurred_at)
    values (p_task, p_node, 'in_progress', 'complete', 'engine', v_now);
    insert into pending_annotation (task_id, due_at)
    select t.task_id, v_now from task t where t.task_id = p_task and t.annotates;
  elsif v_leaves = 0 or v_failed > 0 then
    word := settle_task(p_task, p_node, 'engine', v_now);
  end if;
  if word is not null then
    kind := 'task';
    step_no := null;
    attempt := null;
    token := null;
    forgiven := null;
    retry_limit := null;
    inputs := null;
    return next;
  end if;
end
$$;

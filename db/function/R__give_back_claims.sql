-- Takes claims back from the node that held them, so that any node can run the steps again. The lost
-- attempts stay on record and do not count against the steps' limits.
--
--   p_lost        true if the node died: a step that lost its node p_max_losses times in a row fails
--                 for good with code node_lost, rather than kill the next one
--
-- Returns each step that was taken back with its new state, 'pending' or 'error', and whether its
-- task is now in error.
-- Lock order: task rows by id, their steps, new ready_step rows.
create or replace function give_back_claims(
  p_task uuid[], p_step integer[], p_token bigint[], p_node integer, p_actor text, p_reason text,
  p_lost boolean, p_max_losses integer)
returns table (task_id uuid, step_no integer, word text, blocked boolean)
language plpgsql
set enable_hashjoin = off
set enable_mergejoin = off
set enable_seqscan = off
as $$
#variable_conflict use_column
declare
  v_now   timestamptz;
  v_task  uuid[];
  v_step  integer[];
  v_state text[];
  v_each  uuid;
  v_blocked uuid[] := '{}';
begin
  perform 1 from task t where t.task_id = any (p_task) order by t.task_id for no key update;
  v_now := clock_timestamp();

  with taken as (
    update workflow_step s set
      state = case when p_lost and s.node_losses + 1 >= p_max_losses then 'error' else 'pending' end,
      error = case when p_lost and s.node_losses + 1 >= p_max_losses then jsonb_build_object(
        'message', format('The node died %s times in a row while it ran this step. The step may be what '
          'kills it: look at the nodes'' logs, then retry the step.', p_max_losses),
        'type', 'node_lost', 'code', 'node_lost', 'frames', '[]'::jsonb, 'attempt', s.attempts,
        'occurred_at', to_char(v_now at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) else s.error end,
      forgiven_attempts = s.forgiven_attempts + 1,
      node_losses = s.node_losses + p_lost::integer,
      claim_token = null,
      node_id = null
    from unnest(p_task, p_step, p_token) as g (task_id, step_no, token)
    where s.task_id = g.task_id and s.step_no = g.step_no and s.claim_token = g.token
    returning s.task_id, s.step_no, s.state, s.attempts, s.error
  ), written as (
    insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, error, occurred_at)
    select x.task_id, x.step_no, x.attempts, p_node, 'in_progress', x.state, p_actor, p_reason,
      case x.state when 'error' then x.error end, v_now
    from taken x
  ), queued as (
    insert into ready_step (task_id, step_no, template_id, lane, priority)
    select s.task_id, s.step_no, t.template_id, s.lane, t.priority
    from taken x
    join workflow_step s on s.task_id = x.task_id and s.step_no = x.step_no
    join task t on t.task_id = x.task_id
    where x.state = 'pending'
  )
  select array_agg(x.task_id), array_agg(x.step_no), array_agg(x.state) into v_task, v_step, v_state from taken x;

  if 'error' = any (v_state) then
    update task t set failed_steps = t.failed_steps + f.steps
    from (select c.task_id, count(*)::integer as steps
          from unnest(v_task, v_state) as c (task_id, state) where c.state = 'error' group by 1) f
    where t.task_id = f.task_id;
    for v_each in
      select distinct c.task_id from unnest(v_task, v_state) as c (task_id, state) where c.state = 'error'
    loop
      if settle_task(v_each, p_node, p_actor, v_now) = 'error' then
        v_blocked := v_blocked || v_each;
      end if;
    end loop;
  end if;

  return query
    select c.task_id, c.step_no, c.state, c.task_id = any (v_blocked)
    from unnest(v_task, v_step, v_state) as c (task_id, step_no, state);
end
$$;

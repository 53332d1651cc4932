-- Stores new tasks with their steps, the audit trail of both, and the queue entries of root steps that
-- no node has taken yet; one statement for any number of tasks.
--   :task … one element a task; :step_task … one element a step (its task's place, from 1)
--   :token  of a root step that node :node takes at once, null otherwise
--   :queued whether the step is ready and waits in the queue, until :run_at if that is given
-- Returns one row: at, when they were stored.
-- Plan: inserts only, no table is read.
with new_task as (
  select * from unnest(
    :task::uuid[], :template::uuid[], :status::text[], :priority::smallint[], :context::text[],
    :initiator::text[], :reason::text[], :source_system::text[], :tags::text[], :bypass::text[],
    :correlation::text[], :run_at::timestamptz[], :unfinished_leaves::integer[], :annotates::boolean[])
    with ordinality as t (task_id, template_id, status, priority, context, initiator, reason,
      source_system, tags, bypass_steps, correlation_id, run_at, unfinished_leaves, annotates, place)
), new_step as (
  select t.task_id, t.template_id, t.priority, t.run_at, t.initiator, s.*
  from unnest(
    :step_task::integer[], :step_no::integer[], :name::text[], :state::text[], :parents::integer[],
    :retry_limit::integer[], :retryable::boolean[], :skippable::boolean[], :lane::smallint[],
    :dependent_system::text[], :inputs::text[], :leaf::boolean[], :token::bigint[],
    :queued::boolean[])
    as s (step_task, step_no, name, state, remaining_parents, retry_limit, retryable, skippable, lane,
      dependent_system, inputs, leaf, token, queued)
  join new_task t on t.place = s.step_task
), now as (
  select clock_timestamp() as at
), tasks as (
  insert into task (task_id, template_id, status, priority, context, initiator, reason, source_system, tags,
    bypass_steps, correlation_id, run_at, unfinished_leaves, annotates, requested_at, started_at, completed_at)
  select t.task_id, t.template_id, t.status, t.priority, t.context::jsonb, t.initiator, t.reason,
    t.source_system, t.tags::text[], t.bypass_steps::text[], t.correlation_id, t.run_at, t.unfinished_leaves,
    t.annotates, n.at, case when t.status <> 'pending' then n.at end, case when t.status = 'complete' then n.at end
  from new_task t, now n
), steps as (
  insert into workflow_step (task_id, step_no, name, state, remaining_parents, attempts, retry_limit,
    retryable, skippable, lane, dependent_system, inputs, leaf, claim_token, node_id,
    started_at, last_attempted_at, completed_at)
  select s.task_id, s.step_no, s.name, s.state, s.remaining_parents, (s.token is not null)::integer,
    s.retry_limit, s.retryable, s.skippable, s.lane, s.dependent_system, s.inputs::jsonb, s.leaf, s.token,
    case when s.token is not null then :node::integer end,
    case when s.token is not null then n.at end, case when s.token is not null then n.at end,
    case when s.state = 'resolved_manually' then n.at end
  from new_step s, now n
), queue as (
  insert into ready_step (task_id, step_no, template_id, lane, priority, due_at)
  select s.task_id, s.step_no, s.template_id, s.lane, s.priority, s.run_at from new_step s where s.queued
), ended as (
  insert into pending_annotation (task_id, due_at)
  select t.task_id, n.at from new_task t, now n where t.status = 'complete' and t.annotates
), trail as (
  insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, occurred_at)
  select t.task_id, null::integer, null::integer, :node::integer, null, 'pending', t.initiator, t.reason, n.at
  from new_task t, now n
  union all
  select t.task_id, null, null, :node::integer, 'pending', 'in_progress', 'engine', null, n.at
  from new_task t, now n where t.status <> 'pending'
  union all
  select s.task_id, s.step_no, case when s.token is not null then 1 end, :node::integer, 'pending', s.state,
    case when s.token is not null then 'engine' else s.initiator end,
    case when s.token is null then 'bypassed' end, n.at
  from new_step s, now n where s.state <> 'pending'
  union all
  select t.task_id, null, null, :node::integer, 'in_progress', 'complete', 'engine', 'every step is bypassed', n.at
  from new_task t, now n where t.status = 'complete'
)
select n.at from now n

-- What commit_outcomes does with late outcomes: they change nothing, but are on record, once. An
-- outcome that this node had committed before (it asked again after it lost the answer) is told apart.
-- The caller holds the locks on the tasks' rows; returns rows of commit_outcomes' kind 'refused'.
drop function if exists refuse_outcomes(integer, uuid[], integer[], integer[], bigint[], integer[], timestamptz);
create function refuse_outcomes(
  p_node integer, p_task uuid[], p_step integer[], p_attempt integer[], p_token bigint[],
  p_accepted integer[], p_now timestamptz)
returns table (kind text, number integer, task_id uuid, step_no integer, attempt integer, token bigint,
  forgiven integer, retry_limit integer, inputs text, delay_ms bigint, word text)
language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    select 'refused', g.place::integer, g.task_id, g.step_no,
      (exists (
        select from transition r
        where r.task_id = g.task_id and r.step_no = g.step_no and r.attempt = g.attempt
          and r.node_id = p_node and r.from_state = 'in_progress'
          and r.to_state in ('complete', 'error') and r.actor = 'engine'))::integer,
      g.token, null::integer, null::integer, null, null::bigint, s.state::text
    from unnest(p_task, p_step, p_attempt, p_token)
      with ordinality as g (task_id, step_no, attempt, token, place)
    left join workflow_step s on s.task_id = g.task_id and s.step_no = g.step_no
    where g.place <> all (p_accepted);

  insert into transition (task_id, step_no, attempt, node_id, from_state, to_state, actor, reason, occurred_at)
  select g.task_id, g.step_no, g.attempt, p_node, s.state, s.state, 'engine', 'late result refused', p_now
  from unnest(p_task, p_step, p_attempt) with ordinality as g (task_id, step_no, attempt, place)
  join workflow_step s on s.task_id = g.task_id and s.step_no = g.step_no
  where g.place <> all (p_accepted)
    and not exists (
      select from transition r
      where r.task_id = g.task_id and r.step_no = g.step_no and r.attempt = g.attempt and r.node_id = p_node
        and (r.reason = 'late result refused'
          or r.from_state = 'in_progress' and r.to_state in ('complete', 'error') and r.actor = 'engine'));
end
$$;

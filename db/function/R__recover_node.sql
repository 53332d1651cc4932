-- Declares a node dead that has not been seen for the given time, and takes all its claims back, in
-- one transaction: whoever does it and dies itself has done nothing.
--
-- Returns the steps that were taken back, as give_back_claims does; nothing if the node lives after
-- all, or another node is recovering it.
create or replace function recover_node(p_dead integer, p_by integer, p_lease interval, p_max_losses integer)
returns table (task_id uuid, step_no integer, word text, blocked boolean)
language plpgsql
as $$
#variable_conflict use_column
declare
  v_name  text;
  v_task  uuid[];
  v_step  integer[];
  v_token bigint[];
begin
  select n.name into v_name from engine_node n
  where n.node_id = p_dead and n.left_at is null and n.seen_at < clock_timestamp() - p_lease
  for update skip locked;
  if not found then
    return;
  end if;
  update engine_node set left_at = clock_timestamp(), left_how = 'died' where node_id = p_dead;

  select array_agg(s.task_id), array_agg(s.step_no), array_agg(s.claim_token) into v_task, v_step, v_token
  from task t join workflow_step s on s.task_id = t.task_id
  where t.status in ('pending', 'in_progress') and s.node_id = p_dead and s.state = 'in_progress';

  if v_task is not null then
    return query
      select * from give_back_claims(v_task, v_step, v_token, p_by, 'engine',
        'its node ' || v_name || ' died', true, p_max_losses);
  end if;
end
$$;

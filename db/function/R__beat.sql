-- One beat of a node's heart, and a look around, in one statement, as an idle node sends little else.
-- The node tells how much room it has and which templates it cannot run.
--
-- Returns: alive, false if the node has been declared dead; claimable, whether ready steps wait;
-- delay_ms, the time until the next step is due, null if none is; dead, nodes not seen for p_lease;
-- nodes, how many live; waiting, how many steps are ready or due later, counted up to p_count_to;
-- sparse, whether the queue's table holds so little for its size that renew_queue is worth its lock.
drop function if exists beat(integer, interval, integer);
drop function if exists beat(integer, interval, integer, integer, integer, integer, integer, uuid[]);
create function beat(
  p_node integer, p_lease interval, p_count_to integer, p_threads integer, p_free_threads integer,
  p_async_steps integer, p_free_async_steps integer, p_refused uuid[])
returns table (alive boolean, claimable boolean, delay_ms bigint, dead integer[], nodes integer, waiting integer,
  sparse boolean)
language plpgsql
as $$
begin
  update engine_node n set seen_at = clock_timestamp(), threads = p_threads, free_threads = p_free_threads,
    async_steps = p_async_steps, free_async_steps = p_free_async_steps, refused_templates = p_refused
  where n.node_id = p_node and n.left_at is null;
  alive := found;
  claimable := exists (select from ready_step r where r.due_at is null);
  delay_ms := (select case when min(r.due_at) is not null then
                 greatest(0, ceil(extract(epoch from min(r.due_at) - clock_timestamp()) * 1000)) end
               from ready_step r where r.due_at is not null);
  select array_agg(n.node_id) filter (where n.seen_at < clock_timestamp() - p_lease), count(*)
    into dead, nodes from engine_node n where n.left_at is null;
  waiting := (select count(*) from (select from ready_step limit p_count_to) c);
  sparse := waiting < p_count_to and queue_is_sparse(waiting);
  dead := coalesce(dead, '{}');
  return next;
end
$$;

-- The nodes that have not left.
-- Plan: engine_node_alive.
select n.node_id, n.name, n.version, n.joined_at, n.seen_at, clock_timestamp() as now,
  n.threads, n.free_threads, n.async_steps, n.free_async_steps, cardinality(n.refused_templates) as refused
from engine_node n
where n.left_at is null
order by n.node_id

-- The nodes that a ready step of a task may run on, and how many ready steps of other tasks come before
-- those of the task, for each of the two lanes, counted up to :most.
-- Plan: nodes by engine_node_alive; ready_step_claimable, at most :most entries four times.
with this as (
  select t.task_id, t.priority, t.template_id from task t where t.task_id = :task
), ahead as (
  select l.lane, least(:most,
    (select count(*) from (
      select from ready_step r, this
      where r.due_at is null and r.lane = l.lane and r.priority > this.priority
      limit :most) higher)
    + (select count(*) from (
      select from ready_step r, this
      where r.due_at is null and r.lane = l.lane and r.priority = this.priority and r.task_id < this.task_id
      limit :most) older)) as steps
  from (values (0::smallint), (1::smallint)) l (lane)
)
select n.name, n.seen_at < clock_timestamp() - :lease_ms * interval '1 millisecond' as silent,
  n.free_threads, n.free_async_steps, this.template_id = any (n.refused_templates) as refuses,
  (select a.steps from ahead a where a.lane = 0) as ahead_on_threads,
  (select a.steps from ahead a where a.lane = 1) as ahead_asynchronous
from this, engine_node n
where n.left_at is null
order by n.node_id

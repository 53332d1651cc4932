-- How long the steps of the tasks that ended in a period took and waited, by step; of the :most newest
-- of those tasks. A step waits from the end of its last parent (or from when its task was accepted or
-- was to start) until its first attempt. What it took is its last attempt.
-- Plan: task_by_end, backwards, at most :scan rows; the steps of at most :most tasks by primary key, once.
with newest as (
  select t.task_id, t.template_id, t.requested_at, t.run_at, t.completed_at
  from task t
  where t.completed_at >= :since
  order by t.completed_at desc
  limit :scan
), sample as materialized (
  select n.task_id, n.template_id, greatest(n.requested_at, n.run_at) as startable_at
  from newest n
  join task_template x on x.template_id = n.template_id
  where (:namespace::text is null or x.namespace = :namespace)
    and (:name::text is null or x.name = :name)
    and (:version::text is null or x.version = :version)
  order by n.completed_at desc
  limit :most
), step as materialized (
  select a.task_id, a.template_id, a.startable_at, s.step_no, s.name, s.state, s.attempts,
    s.started_at, s.last_attempted_at, s.completed_at
  from sample a
  cross join lateral (
    select w.step_no, w.name, w.state, w.attempts, w.started_at, w.last_attempted_at, w.completed_at
    from workflow_step w where w.task_id = a.task_id
    offset 0) s -- so that the steps are looked up task by task, however large their table
), shape as materialized (
  select x.template_id, x.namespace, x.name as template, x.version, (s.place - 1)::integer as step_no,
    s.definition ->> 'name' as name, s.definition -> 'depends_on_steps' as parents
  from task_template x
  cross join lateral jsonb_array_elements(x.definition -> 'steps') with ordinality as s (definition, place)
  where x.template_id in (select a.template_id from sample a)
), edge as materialized (
  select c.template_id, c.step_no, p.step_no as parent_no
  from shape c
  cross join lateral jsonb_array_elements_text(c.parents) as d (name)
  join shape p on p.template_id = c.template_id and p.name = d.name
), last_parent as (
  select p.task_id, e.step_no, max(p.completed_at) as ended_at
  from edge e
  join step p on p.template_id = e.template_id and p.step_no = e.parent_no
  group by p.task_id, e.step_no
), measured as (
  select s.template_id, s.step_no, s.attempts,
    case when s.state = 'complete'
      then extract(epoch from s.completed_at - s.last_attempted_at)::float8 * 1000 end as took,
    extract(epoch from s.started_at - greatest(s.startable_at, l.ended_at))::float8 * 1000 as waited
  from step s
  left join last_parent l on l.task_id = s.task_id and l.step_no = s.step_no
)
select h.namespace, h.template, h.version, h.name as step,
  count(*) as steps, sum(m.attempts) as attempts, count(*) filter (where m.attempts > 1) as retried,
  count(m.took) as took_count, min(m.took) as took_min, avg(m.took) as took_mean,
  percentile_cont(array[0.5, 0.9, 0.95, 0.99]) within group (order by m.took) as took_percentiles,
  max(m.took) as took_max,
  count(m.waited) as waited_count, min(m.waited) as waited_min, avg(m.waited) as waited_mean,
  percentile_cont(array[0.5, 0.9, 0.95, 0.99]) within group (order by m.waited) as waited_percentiles,
  max(m.waited) as waited_max,
  (select count(*) from sample) as sampled_tasks
from measured m
join shape h on h.template_id = m.template_id and h.step_no = m.step_no
group by grouping sets ((), (h.namespace, h.template, h.version, h.step_no, h.name))
order by sum(m.took) desc nulls last
limit :groups

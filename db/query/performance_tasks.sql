-- How many tasks ended in a period and how long they took, from the :most newest that ended in it.
--   looked_at  how many ended tasks were looked at, of all templates; :most if there may be more
--   oldest     when the oldest of them ended
-- Plan: task_by_end, backwards, at most :most rows; templates by hash.
with newest as materialized (
  select t.template_id, t.status, t.requested_at, t.run_at, t.started_at, t.completed_at
  from task t
  where t.completed_at >= :since
  order by t.completed_at desc
  limit :most
), looked as (
  select count(*) as looked_at, min(n.completed_at) as oldest from newest n
), ended as materialized (
  select n.status,
    extract(epoch from n.completed_at - n.started_at)::float8 * 1000 as took,
    extract(epoch from n.started_at - greatest(n.requested_at, n.run_at))::float8 * 1000 as waited
  from newest n
  join task_template x on x.template_id = n.template_id
  where (:namespace::text is null or x.namespace = :namespace)
    and (:name::text is null or x.name = :name)
    and (:version::text is null or x.version = :version)
)
select l.looked_at, l.oldest, f.*
from looked l cross join (
  select count(*) filter (where e.status = 'complete') as complete,
    count(*) filter (where e.status = 'cancelled') as cancelled,
    count(*) filter (where e.status = 'resolved_manually') as resolved,
    count(e.took) filter (where e.status = 'complete') as took_count,
    min(e.took) filter (where e.status = 'complete') as took_min,
    avg(e.took) filter (where e.status = 'complete') as took_mean,
    percentile_cont(array[0.5, 0.9, 0.95, 0.99]) within group (order by e.took)
      filter (where e.status = 'complete') as took_percentiles,
    max(e.took) filter (where e.status = 'complete') as took_max,
    count(e.waited) as waited_count,
    min(e.waited) as waited_min,
    avg(e.waited) as waited_mean,
    percentile_cont(array[0.5, 0.9, 0.95, 0.99]) within group (order by e.waited) as waited_percentiles,
    max(e.waited) as waited_max
  from ended e) f

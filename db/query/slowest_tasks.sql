-- The tasks that took longest, of the :most newest that ended in a period.
-- Plan: task_by_end, backwards, at most :most rows; templates by hash.
select n.task_id, x.namespace, x.name, x.version, n.status, n.requested_at, n.started_at, n.completed_at,
  extract(epoch from n.completed_at - n.started_at)::float8 * 1000 as took
from (
  select t.task_id, t.template_id, t.status, t.requested_at, t.started_at, t.completed_at
  from task t
  where t.completed_at >= :since
  order by t.completed_at desc
  limit :most) n
join task_template x on x.template_id = n.template_id
where n.started_at is not null
  and (:namespace::text is null or x.namespace = :namespace)
  and (:name::text is null or x.name = :name)
  and (:version::text is null or x.version = :version)
order by took desc, n.task_id
limit :limit

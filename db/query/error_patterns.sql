-- The errors of failed attempts within a period, grouped by what they say, numbers left out; of the
-- :most newest tasks that ended in it, the :most newest in error and the :most newest under way.
-- Plan: task_by_end and task_by_status, backwards, at most :most rows each; their trails by primary key.
with newest as (
  (select t.task_id, t.template_id from task t
   where t.completed_at >= :since
   order by t.completed_at desc limit :most)
  union all
  (select t.task_id, t.template_id from task t where t.status = 'error'
   order by t.task_id desc limit :most)
  union all
  (select t.task_id, t.template_id from task t where t.status = 'in_progress'
   order by t.task_id desc limit :most)
), failure as (
  select x.namespace, x.name, x.version, n.task_id, c.step_no, c.occurred_at,
    c.error ->> 'type' as type, c.error ->> 'code' as code,
    left(regexp_replace(coalesce(c.error ->> 'message', ''), '\d+', '#', 'g'), 300) as pattern,
    left(c.error ->> 'message', 1000) as message
  from newest n
  join task_template x on x.template_id = n.template_id
  cross join lateral (
    select f.step_no, f.occurred_at, f.error from transition f
    where f.task_id = n.task_id and f.to_state = 'error' and f.step_no is not null
      and f.error is not null and f.occurred_at >= :since) c
  where (:namespace::text is null or x.namespace = :namespace)
    and (:name::text is null or x.name = :name)
    and (:version::text is null or x.version = :version)
)
select f.namespace, f.name as template, f.version, s.name as step, f.type, f.code, f.pattern,
  count(*) as failures, count(distinct f.task_id) as tasks, max(f.occurred_at) as last_at,
  (array_agg(f.message order by f.occurred_at desc))[1] as example,
  (array_agg(f.task_id order by f.occurred_at desc))[1] as example_task
from failure f
join workflow_step s on s.task_id = f.task_id and s.step_no = f.step_no
group by 1, 2, 3, 4, 5, 6, 7
order by failures desc, last_at desc
limit :limit

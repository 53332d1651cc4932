-- How many tasks stand in error since a time within a period, of the :most newest tasks in error.
-- Plan: task_by_status, backwards, at most :most rows; each one's trail by primary key.
select count(*) as tasks
from (
  select t.task_id, t.template_id from task t
  where t.status = 'error'
  order by t.task_id desc
  limit :most) t
join task_template x on x.template_id = t.template_id
cross join lateral (
  select c.occurred_at from transition c
  where c.task_id = t.task_id and c.step_no is null and c.to_state = 'error'
  order by c.transition_no desc
  limit 1) failed
where failed.occurred_at >= :since
  and (:namespace::text is null or x.namespace = :namespace)
  and (:name::text is null or x.name = :name)
  and (:version::text is null or x.version = :version)

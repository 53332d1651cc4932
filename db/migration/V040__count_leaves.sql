-- A task counts its leaves, the steps that nothing depends on, in place of all its steps: its row is
-- written when one of them ends and not with each batch of steps. When none is left, the rows of the steps
-- tell whether the task is over; docs/adr/0007-tasks-count-leaves.md tells why that is enough.

-- In the engine's order: task, then steps.
lock table task in access exclusive mode;

alter table workflow_step add column leaf boolean not null default false;
alter table workflow_step alter column leaf drop default;

-- Of tasks that have ended nobody asks any more.
with active as materialized (
  select t.task_id, t.template_id from task t where t.status in ('pending', 'in_progress', 'error')
), leaf as materialized (
  select p.template_id, (d.place - 1)::integer as step_no
  from (select distinct a.template_id from active a) u
  join task_template p on p.template_id = u.template_id
  cross join jsonb_array_elements(p.definition -> 'steps') with ordinality as d (step, place)
  where d.step ->> 'name' not in (
    select n.name
    from jsonb_array_elements(p.definition -> 'steps') as c (step)
    cross join jsonb_array_elements_text(c.step -> 'depends_on_steps') as n (name))
)
update workflow_step s set leaf = true
from active a join leaf l on l.template_id = a.template_id
where s.task_id = a.task_id and s.step_no = l.step_no;

alter table task rename column unfinished_steps to unfinished_leaves;

update task t set unfinished_leaves = (
  select count(*) from workflow_step s
  where s.task_id = t.task_id and s.leaf and s.state in ('pending', 'in_progress', 'error'))
where t.status in ('pending', 'in_progress', 'error');

-- A task counts its leaves, the steps that nothing depends on, in place of all its steps: its row is
-- written when one of them ends and not with each batch of steps. When none is left, the rows of the steps
-- tell whether the task is over; docs/adr/0007-tasks-count-leaves.md tells why that is enough.

alter table workflow_step add column leaf boolean not null default false;
alter table workflow_step alter column leaf drop default;

-- Of tasks that have ended nobody asks any more.
update workflow_step s set leaf = true
from task t join task_template p on p.template_id = t.template_id
where s.task_id = t.task_id and t.status in ('pending', 'in_progress', 'error')
  and not exists (
    select from jsonb_array_elements(p.definition -> 'steps') as d (step)
    where d.step -> 'depends_on_steps' ? s.name);

alter table task rename column unfinished_steps to unfinished_leaves;

update task t set unfinished_leaves = (
  select count(*) from workflow_step s
  where s.task_id = t.task_id and s.leaf and s.state in ('pending', 'in_progress', 'error'))
where t.status in ('pending', 'in_progress', 'error');

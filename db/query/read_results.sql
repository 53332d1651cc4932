-- The results of a step that has finished, as JSON text; no row if it has not.
-- Plan: one row by primary key.
select coalesce(s.results, '{}')::text as results
from workflow_step s
where s.task_id = :task and s.step_no = :step and s.state in ('complete', 'resolved_manually')

-- Deletes tasks that ended long ago; db/function/R__delete_old_tasks.sql tells what goes in and out.
-- Plan: task_by_status from the oldest on, then everything by the tasks' ids.
select delete_old_tasks(:age_ms * interval '1 millisecond', :limit) as deleted

-- Audits a slice of the active tasks; db/function/R__audit_tasks.sql tells what comes out.
-- Plan: task_by_status from :after on, then steps, queue entries and nodes by primary key.
select task_id, step_no, finding from audit_tasks(:after, :limit, :node)

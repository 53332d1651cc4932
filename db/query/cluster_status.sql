-- Counts of tasks by state and of waiting steps, each up to :most, and the queue's oldest entry.
-- Plan: task_by_status, the indexes of ready_step; no more than :most entries of each.
select
  (select count(*) from (select from task t where t.status = 'pending' limit :most) c) as pending,
  (select count(*) from (select from task t where t.status = 'in_progress' limit :most) c) as in_progress,
  (select count(*) from (select from task t where t.status = 'complete' limit :most) c) as complete,
  (select count(*) from (select from task t where t.status = 'error' limit :most) c) as error,
  (select count(*) from (select from task t where t.status = 'cancelled' limit :most) c) as cancelled,
  (select count(*) from (select from task t where t.status = 'resolved_manually' limit :most) c) as resolved_manually,
  (select count(*) from (select from ready_step r where r.due_at is null limit :most) c) as ready,
  (select count(*) from (select from ready_step r where r.due_at is not null limit :most) c) as due_later,
  (select count(*) from (select from ready_step r where r.due_at < clock_timestamp() limit :most) c) as overdue,
  (select min(r.due_at) from ready_step r where r.due_at is not null) as next_due_at

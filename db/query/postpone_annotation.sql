-- The task handler failed: it is asked again later, after at most an hour.
-- Plan: one row by primary key.
update pending_annotation p
set failures = p.failures + 1,
  due_at = clock_timestamp() + least(interval '1 hour', interval '1 second' * power(2, least(p.failures, 12)))
where p.task_id = :task

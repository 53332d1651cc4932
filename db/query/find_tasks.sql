-- A page of tasks that meet filters; db/function/R__find_tasks.sql tells what goes in and out.
-- Plan: walks along the index of one filter, with effort bounded by :effort; then tasks by primary key.
select task_id, next_cursor
from find_tasks(:status, :namespace, :name, :version, :tag, :initiator, :source_system,
  :after, :before, :cursor, :newest, :limit, :effort)

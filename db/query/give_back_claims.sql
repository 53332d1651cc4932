-- Takes claims back; db/function/R__give_back_claims.sql tells what goes in and out.
-- Plan: tasks and steps by primary key.
select task_id, step_no, word, blocked
from give_back_claims(:task, :step, :token, :node, 'engine', :reason, false, 0)

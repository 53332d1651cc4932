-- Takes over what a dead node held; db/function/R__recover_node.sql tells what comes out.
-- Plan: task_by_status for the active tasks, their steps by primary key; only when a node has died.
select task_id, step_no, word, blocked
from recover_node(:dead, :by, :lease_ms * interval '1 millisecond', :max_losses)

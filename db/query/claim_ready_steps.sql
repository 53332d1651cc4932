-- Claims ready steps; db/function/R__claim_ready_steps.sql tells what goes in and out.
-- Plan: ready_step_due, then ready_step_claimable once a lane, then tasks and steps by primary key.
select task_id, step_no, attempt, token, forgiven, retry_limit, inputs, template_id, started, delay_ms, more
from claim_ready_steps(:node, :token_base, :threads, :places, :refused)

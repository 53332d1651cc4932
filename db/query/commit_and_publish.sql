-- Commits the outcomes of attempts, and keeps what those that succeeded have published, in one
-- transaction; db/function/R__commit_outcomes.sql tells what goes in and out.
--   :event_outcome the place (from 1) of the outcome whose attempt published the event
-- Plan: as commit_outcomes, then inserts.
with committed as materialized (
  select * from commit_outcomes(
    :node, :token_base,
    :task, :step, :attempt, :token, :kind, :document, :delay_ms, :forgiven,
    :edge_outcome, :edge_child, :edge_start)
), published as (
  insert into custom_event (task_id, step_no, attempt, node_id, name, payload, occurred_at)
  select c.task_id, c.step_no, c.attempt, :node::integer, e.name, e.payload::jsonb, clock_timestamp()
  from unnest(:event_outcome::integer[], :event_name::text[], :event_payload::text[])
    with ordinality as e (outcome, name, payload, place)
  join committed c on c.kind = 'accepted' and c.number = e.outcome
  order by e.place
)
select kind, number, task_id, step_no, attempt, token, forgiven, retry_limit, inputs, delay_ms, word
from committed

-- A node's heartbeat and look around; db/function/R__beat.sql tells what goes in and out.
-- Plan: one row by primary key, the ends of the queue's two indexes, the queue's key up to :count_to.
select alive, claimable, delay_ms, dead, nodes, waiting, sparse
from beat(:node, :lease_ms * interval '1 millisecond', :count_to, :threads, :free_threads,
  :async_steps, :free_async_steps, :refused)

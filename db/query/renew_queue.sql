-- Rids the queue of its dead entries; db/function/R__renew_queue.sql tells when and how.
-- Plan: reads and writes all of ready_step, in no index order.
select renew_queue() as renewed

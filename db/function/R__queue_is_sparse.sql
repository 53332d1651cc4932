-- Whether so many rows are little for the pages that the queue's table takes: fewer than 10 a page, where a
-- full page holds about 100, in a table of at least 1 MiB.
create or replace function queue_is_sparse(p_rows bigint)
returns boolean
language sql
stable
as $$
  select pages >= 128 and p_rows < 10 * pages
  from (select pg_relation_size('ready_step') / current_setting('block_size')::integer as pages) t
$$;

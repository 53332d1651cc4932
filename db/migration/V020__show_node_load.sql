-- What a node tells of itself with each heartbeat, so that every node can say why a step waits: how
-- much room it has, and which templates it has found it cannot run. Null until its first heartbeat.

alter table engine_node
  add column threads           integer,
  add column free_threads      integer,
  add column async_steps       integer,
  add column free_async_steps  integer,
  add column refused_templates uuid[] not null default '{}';

-- Figures are computed from the newest finished tasks of a period.
create index task_by_end on task (completed_at) where completed_at is not null;

-- The nodes of the engine. A node proves that it lives by seen_at, written with the database's clock.
-- Rows stay when a node is gone, because the audit trail names them.

create table engine_node (
  node_id    integer generated always as identity primary key,
  name       text not null constraint engine_node_name_given check (name <> ''),
  version    text not null,
  joined_at  timestamptz not null default now(),
  seen_at    timestamptz not null default now(),
  left_at    timestamptz,
  left_how   text,
  constraint engine_node_left_how check (
    (left_at is null) = (left_how is null) and left_how in ('stopped', 'died'))
) with (fillfactor = 50);

create index engine_node_alive on engine_node (node_id) where left_at is null;

-- The newest version of Tasker that has worked on this database. A node that is older changes neither
-- tables nor functions when it starts.
create table newest_version (
  only_one boolean not null default true primary key constraint newest_version_only_one check (only_one),
  version  text not null
);

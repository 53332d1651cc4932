-- What was committed, in an order that can be read: each row of the audit trail tells which transaction
-- wrote it. A reader remembers a snapshot, and reads what a later snapshot sees and that one did not:
-- nothing is missed, whatever the order of the commits. docs/adr/0030-changes-are-read-by-snapshot.md
-- tells why.

alter table transition add column txid xid8 not null default pg_current_xact_id();
create index transition_by_txid on transition (txid);

-- What handlers published, kept when their attempt's success is committed. Numbered with the
-- transitions, so that both are one sequence.
create table custom_event (
  task_id     uuid not null,
  event_no    bigint not null default nextval('transition_transition_no_seq'),
  step_no     integer not null,
  attempt     integer not null,
  node_id     integer not null,
  name        text not null constraint custom_event_name_dotted check (name like '%.%'),
  payload     jsonb not null,
  occurred_at timestamptz not null,
  txid        xid8 not null default pg_current_xact_id(),
  primary key (task_id, event_no)
);
create index custom_event_by_txid on custom_event (txid);

-- Snapshots of the past, some seconds apart: a reader that is far behind goes from one to the next, so
-- that it never has to sort more than some seconds of work.
create table change_mark (
  upto      xid8 primary key,
  snapshot  pg_snapshot not null,
  marked_at timestamptz not null default clock_timestamp()
);

-- Who is to be told of changes over HTTP, and how far each has been told.
create table webhook (
  webhook_id   uuid primary key,
  -- Its name in the configuration; null if it was registered over REST.
  configured   text unique,
  url          text not null constraint webhook_url_http check (url ~ '^https?://'),
  -- Names of events, or their beginnings with a star; empty for all.
  events       text[] not null default '{}',
  description  text not null default '',
  -- The key of the signature; null for a configured one, whose key stays in the configuration.
  secret       text,
  enabled      boolean not null default true,
  created_at   timestamptz not null default clock_timestamp(),
  -- Everything that seen sees has been told; of what until sees, everything up to the number after_no.
  seen         pg_snapshot not null default pg_current_snapshot(),
  until        pg_snapshot,
  after_no     bigint not null default 0,
  -- The node that tells it now, and until when it may believe so.
  leased_by    uuid,
  leased_until timestamptz,
  failures     integer not null default 0,
  due_at       timestamptz not null default clock_timestamp(),
  last_error   text,
  delivered    bigint not null default 0,
  given_up     bigint not null default 0,
  delivered_at timestamptz,
  constraint webhook_secret_known check ((secret is null) = (configured is not null))
) with (fillfactor = 50);

-- Events that a receiver refused for so long that they were given up, so that the next could go on.
create table undelivered_event (
  webhook_id  uuid not null references webhook (webhook_id) on delete cascade,
  event_id    text not null,
  name        text not null,
  task_id     uuid not null,
  attempts    integer not null,
  error       text not null,
  given_up_at timestamptz not null default clock_timestamp(),
  primary key (webhook_id, event_id)
);

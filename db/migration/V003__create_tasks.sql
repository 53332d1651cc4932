-- Tasks and their steps. Each key begins with task_id, and no statement of the hot path joins two
-- tasks, so the tables can be spread by task_id. The graph is in the template: a step only counts the
-- parents it still waits for. Columns that change with each attempt are not indexed, so that updates
-- stay in their page.

create table task (
  task_id          uuid primary key,
  -- No foreign key: each new task would lock the template's row. Templates are never deleted.
  template_id      uuid not null,
  status           text not null default 'pending'
    constraint task_status_word check (status in
      ('pending', 'in_progress', 'complete', 'error', 'cancelled', 'resolved_manually')),
  priority         smallint not null default 0,
  context          jsonb not null,
  initiator        text not null,
  reason           text not null,
  source_system    text not null,
  tags             text[] not null default '{}',
  bypass_steps     text[] not null default '{}',
  correlation_id   text not null,
  requested_at     timestamptz not null default now(),
  run_at           timestamptz,
  started_at       timestamptz,
  completed_at     timestamptz,
  -- Steps that have not ended; the task is complete at 0.
  unfinished_steps integer not null,
  -- Steps that failed for good or were cancelled one by one.
  failed_steps     integer not null default 0,
  -- Whether the template's task handler is to be heard when the task has ended.
  annotates        boolean not null default false,
  constraint task_counters check (unfinished_steps >= 0 and failed_steps >= 0),
  constraint task_complete_when_done check (status <> 'complete' or unfinished_steps = 0),
  constraint task_end_time check
    ((completed_at is not null) = (status in ('complete', 'cancelled', 'resolved_manually')))
) with (fillfactor = 80, toast_tuple_target = 512,
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

create index task_by_status on task (status, task_id);

create table workflow_step (
  task_id           uuid not null,
  -- The step's place in its template, from 0.
  step_no           integer not null constraint workflow_step_no_range check (step_no between 0 and 1048574),
  name              text not null,
  state             text not null default 'pending'
    constraint workflow_step_state_word check (state in
      ('pending', 'in_progress', 'complete', 'error', 'cancelled', 'resolved_manually')),
  -- Parents that are neither complete nor resolved; the step may start at 0.
  remaining_parents integer not null constraint workflow_step_parents check (remaining_parents >= 0),
  attempts          integer not null default 0,
  -- Attempts that do not count against the limit: lost with their node, or never let through.
  forgiven_attempts integer not null default 0,
  -- Nodes that died in a row while they ran this step.
  node_losses       smallint not null default 0,
  retry_limit       integer not null constraint workflow_step_limit check (retry_limit >= 1),
  retryable         boolean not null,
  skippable         boolean not null,
  -- Which of a node's capacities an attempt takes: 0 a thread, 1 one of its asynchronous places.
  lane              smallint not null constraint workflow_step_lane_known check (lane in (0, 1)),
  dependent_system  text,
  inputs            jsonb,
  results           jsonb,
  error             jsonb,
  -- Who runs it: the token is the fence, the node only tells where.
  claim_token       bigint,
  node_id           integer,
  started_at        timestamptz,
  last_attempted_at timestamptz,
  next_retry_at     timestamptz,
  completed_at      timestamptz,
  primary key (task_id, step_no),
  constraint workflow_step_attempts check (forgiven_attempts between 0 and attempts),
  constraint workflow_step_claim check (
    (claim_token is not null) = (state = 'in_progress')
    and (node_id is not null) = (state = 'in_progress')),
  constraint workflow_step_retry_time check (next_retry_at is null or state = 'error'),
  constraint workflow_step_end_time check
    ((completed_at is not null) = (state in ('complete', 'cancelled', 'resolved_manually'))),
  constraint workflow_step_parents_done check (remaining_parents = 0 or state not in ('in_progress', 'complete'))
) with (fillfactor = 70, toast_tuple_target = 512,
  autovacuum_vacuum_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02);

-- The queue: steps that are ready but not claimed (due_at null), and steps that become ready at a
-- time (a retry, a delayed start). A row goes when its step is claimed.
create table ready_step (
  task_id     uuid not null,
  step_no     integer not null,
  template_id uuid not null,
  lane        smallint not null,
  priority    smallint not null,
  due_at      timestamptz,
  primary key (task_id, step_no)
) with (fillfactor = 90, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);

create index ready_step_claimable on ready_step (lane, priority desc, task_id, step_no) where due_at is null;
create index ready_step_due on ready_step (due_at) where due_at is not null;

-- A key that a client sent with a new task: the same key and request find the same task.
create table idempotency_key (
  key          text primary key
    constraint idempotency_key_length check (length(key) between 1 and 255),
  request_hash text not null,
  task_id      uuid not null,
  created_at   timestamptz not null default now()
);

-- What a task handler had to say when the task ended.
create table task_annotation (
  task_id    uuid primary key,
  annotation jsonb not null,
  created_at timestamptz not null default now()
);

-- Tasks that ended and whose task handler has not yet been heard. A row goes with its annotation.
create table pending_annotation (
  task_id  uuid primary key,
  due_at   timestamptz not null,
  failures integer not null default 0
);

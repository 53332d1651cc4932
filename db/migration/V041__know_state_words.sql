-- The words for states are a domain: it is compiled once a connection. A constraint of a table is read anew
-- for each statement that writes a row, and with six words in it that took longer than to write the row.

-- In the engine's order: task, steps, audit trail.
lock table task in access exclusive mode;

-- Without a constraint at first, as the tables would be written anew for one. What they hold has been checked.
create domain state_word as text;

alter table task
  drop constraint task_status_word,
  alter column status drop default,
  alter column status type state_word,
  alter column status set default 'pending';

alter table workflow_step
  drop constraint workflow_step_state_word,
  alter column state drop default,
  alter column state type state_word,
  alter column state set default 'pending';

alter table transition
  drop constraint transition_words,
  alter column from_state type state_word,
  alter column to_state type state_word;

alter domain state_word add constraint state_word_known check (value in
  ('pending', 'in_progress', 'complete', 'error', 'cancelled', 'resolved_manually')) not valid;

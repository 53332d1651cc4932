-- Task templates as they were loaded. A row is immutable but for superseded_at, so that a running
-- task keeps the definition it started with. Placeholders are stored as written, never resolved.

create table task_namespace (
  name       text primary key constraint task_namespace_name_given check (name <> ''),
  created_at timestamptz not null default now()
);

create table task_template (
  template_id   uuid primary key,
  namespace     text not null references task_namespace (name),
  name          text not null constraint task_template_name_given check (name <> ''),
  version       text not null,
  environment   text not null,
  checksum      text not null,
  definition    jsonb not null,
  loaded_at     timestamptz not null default now(),
  superseded_at timestamptz
);

create unique index task_template_content
  on task_template (namespace, name, version, environment, checksum);
create unique index task_template_current
  on task_template (namespace, name, version, environment) where superseded_at is null;

-- What GET /tasks needs to find tasks by: each index ends in task_id, so that a page is a walk along
-- it in the order of the list. The indexed columns never change, and tags seldom.

create index task_by_template on task (template_id, task_id);
create index task_by_initiator on task (initiator, task_id);
create index task_by_source_system on task (source_system, task_id);

-- The tags of each task, kept by triggers on task: an index over the arrays themselves has no order.
create table task_tag (
  tag     text not null,
  task_id uuid not null,
  primary key (tag, task_id)
);

create function keep_task_tags() returns trigger
  language plpgsql
as $$
begin
  if tg_op <> 'INSERT' then
    delete from task_tag g where g.tag = any (old.tags) and g.task_id = old.task_id;
  end if;
  if tg_op <> 'DELETE' then
    insert into task_tag (tag, task_id) select distinct n.tag, new.task_id from unnest(new.tags) as n (tag);
  end if;
  return null;
end
$$;

create trigger task_tags_added after insert on task
  for each row when (new.tags <> '{}') execute function keep_task_tags();
create trigger task_tags_changed after update of tags on task
  for each row when (new.tags <> old.tags) execute function keep_task_tags();
create trigger task_tags_removed after delete on task
  for each row when (old.tags <> '{}') execute function keep_task_tags();

-- Keys go with their task.
create index idempotency_key_task on idempotency_key (task_id);

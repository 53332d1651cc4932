-- Finds a page of tasks, newest or oldest first, with effort that is bounded however many tasks there
-- are: it walks along the index of one filter, in the order of the list, and looks at the tasks that it
-- meets. Of several filters it takes the one that fewest tasks meet, as far as a short count tells.
--
-- It stops after p_effort tasks even if the page is not full: then the page is short, but the list goes
-- on. That takes filters that each are met by many tasks, and together by hardly any.
--
--   p_…        null for no filter; otherwise a task must meet one of the values
--   p_after    no task requested before that time; p_before: none requested then or later
--   p_cursor   the page begins after that task; null for the first page
--
-- Returns the tasks in order; and in the last row (task_id null) the cursor of the next page, null if
-- there is none.
create or replace function find_tasks(
  p_status text[], p_namespace text[], p_name text[], p_version text[], p_tag text[], p_initiator text[],
  p_source_system text[], p_after timestamptz, p_before timestamptz, p_cursor uuid, p_newest boolean,
  p_limit integer, p_effort integer)
returns table (task_id uuid, next_cursor uuid)
language plpgsql stable
set enable_seqscan = off
set enable_bitmapscan = off
set jit = off
as $$
#variable_conflict use_column
declare
  -- Ids are made by the nodes' clocks, requested_at by the database's: so much may they differ.
  c_skew     constant interval := '10 minutes';
  v_low      uuid := coalesce(uuid7_floor(p_after - c_skew), '00000000-0000-0000-0000-000000000000');
  v_high     uuid := coalesce(uuid7_floor(p_before + c_skew), 'ffffffff-ffff-ffff-ffff-ffffffffffff');
  v_template text[];
  v_filters  integer := num_nonnulls(p_status, p_tag, p_initiator, p_source_system);
  v_walk     text := 'x.task_id from task x where true';
  v_more     boolean;
  v_values   text[];
  v_least    bigint;
  v_count    bigint;
  v_filter   record;
  v_met      uuid[];
  v_found    uuid[] := '{}';
  v_effort   integer := 0;
  v_chunk    integer := p_limit + 1;
begin
  if num_nonnulls(p_namespace, p_name, p_version) > 0 then
    select array_agg(p.template_id::text) into v_template from task_template p
    where (p_namespace is null or p.namespace = any (p_namespace))
      and (p_name is null or p.name = any (p_name))
      and (p_version is null or p.version = any (p_version));
    v_template := coalesce(v_template, '{}');
    v_filters := v_filters + 1;
  end if;

  -- 1. The filter to walk along. With col = value the planner would hold any index for ordered as is asked
  -- for, and walk along the primary key if it took the value for a frequent one: pairs leave it no choice.
  for v_filter in
    select f.* from (values
      ('task_tag', 'tag', 'text', p_tag), ('task', 'status', 'text', p_status),
      ('task', 'initiator', 'text', p_initiator), ('task', 'source_system', 'text', p_source_system),
      ('task', 'template_id', 'uuid', v_template)) f (tab, col, kind, vals)
    where f.vals is not null
  loop
    if v_filters > 1 then
      execute format(
        'select count(*) filter (where c.task_id <= $3) from unnest($1::%3$s[]) as v (value) cross join lateral (
           select x.task_id from %1$I x where (x.%2$I, x.task_id) >= (v.value, $2) and x.%2$I <= v.value
           order by x.%2$I, x.task_id limit $4) c', v_filter.tab, v_filter.col, v_filter.kind)
        into v_count using v_filter.vals, v_low, v_high, p_effort / 10;
    end if;
    if v_least is null or v_count < v_least then
      v_least := coalesce(v_count, 0);
      v_values := v_filter.vals;
      v_walk := format('distinct c.task_id from unnest($3::%3$s[]) as v (value) cross join lateral (
          select x.task_id from %1$I x
          where (x.%2$I, x.task_id) #after (v.value, $1) and x.%2$I #until v.value
          order by x.%2$I #direction, x.task_id #direction limit $2) c where true',
        v_filter.tab, v_filter.col, v_filter.kind);
    end if;
  end loop;
  if v_values is null then
    v_walk := v_walk || ' and x.task_id #after $1';
  end if;
  v_walk := 'select array_agg(w.task_id) from (select ' || v_walk || ' order by task_id #direction limit $2) w';
  if p_newest then
    v_walk := replace(replace(replace(v_walk, '#direction', 'desc'), '#after', '<'), '#until', '>=');
    task_id := least(p_cursor, v_high);
  else
    v_walk := replace(replace(replace(v_walk, '#direction', 'asc'), '#after', '>'), '#until', '<=');
    task_id := greatest(p_cursor, v_low);
  end if;

  -- 2. The walk: few tasks at first, as most of those that it meets will do.
  loop
    execute v_walk into v_met using task_id, v_chunk, v_values;
    exit when v_met is null;
    v_more := cardinality(v_met) = v_chunk
      and case when p_newest then v_met[v_chunk] >= v_low else v_met[v_chunk] <= v_high end;
    v_found := v_found || array(
      select t.task_id from unnest(v_met) with ordinality as m (task_id, place) join task t on t.task_id = m.task_id
      where (p_status is null or t.status = any (p_status))
        and (v_template is null or t.template_id = any (v_template::uuid[]))
        and (p_tag is null or t.tags && p_tag)
        and (p_initiator is null or t.initiator = any (p_initiator))
        and (p_source_system is null or t.source_system = any (p_source_system))
        and (p_after is null or t.requested_at >= p_after)
        and (p_before is null or t.requested_at < p_before)
      order by m.place);
    v_effort := v_effort + v_chunk;
    task_id := case when v_more then v_met[v_chunk] end;
    exit when task_id is null or cardinality(v_found) > p_limit or v_effort >= p_effort;
    v_chunk := least(4 * v_chunk, p_effort - v_effort);
  end loop;

  if v_met is null then
    task_id := null;
  end if;
  if cardinality(v_found) > p_limit then
    task_id := v_found[p_limit];
  end if;
  next_cursor := task_id;
  return query select f.task_id, null::uuid
    from unnest(v_found[1:p_limit]) with ordinality as f (task_id, place) order by f.place;
  return query select null::uuid, next_cursor;
end
$$;

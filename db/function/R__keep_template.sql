-- Keeps a template as the current content of its version in its environment; the same content keeps its
-- id. Returns null, and changes nothing, if the version has other content and may not be replaced.
-- Several nodes may do so at once: the lock is on the name, until the end of the transaction.
create or replace function keep_template(
  p_id uuid, p_namespace text, p_name text, p_version text, p_environment text,
  p_checksum text, p_definition jsonb, p_replace boolean)
returns uuid
language plpgsql
as $$
declare
  v_id uuid;
  v_checksum text;
begin
  perform pg_advisory_xact_lock(hashtextextended(p_namespace || '/' || p_name, 0));
  insert into task_namespace (name) values (p_namespace) on conflict (name) do nothing;

  select t.template_id, t.checksum into v_id, v_checksum from task_template t
  where t.namespace = p_namespace and t.name = p_name and t.version = p_version
    and t.environment = p_environment and t.superseded_at is null;
  if v_checksum = p_checksum then
    return v_id;
  elsif v_id is not null and not p_replace then
    return null;
  end if;
  update task_template set superseded_at = now() where template_id = v_id;

  insert into task_template (template_id, namespace, name, version, environment, checksum, definition)
  values (p_id, p_namespace, p_name, p_version, p_environment, p_checksum, p_definition)
  on conflict (namespace, name, version, environment, checksum) do update set superseded_at = null
  returning template_id into v_id;
  return v_id;
end
$$;

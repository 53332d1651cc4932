-- A template's content, current or not.
-- Plan: one row by primary key.
select t.namespace, t.name, t.version, t.environment, t.checksum, t.definition::text as definition
from task_template t where t.template_id = :id

-- Keeps a template; db/function/R__keep_template.sql tells what goes in and out.
-- Plan: by the unique keys of task_template.
select keep_template(:id, :namespace, :name, :version, :environment, :checksum, :definition::jsonb, :replace)
  as template_id

-- The newest version of Tasker that has worked on this database.
-- Plan: an insert into a table of one row; on conflict an update of it by key.
insert into newest_version (version) values (:version)
on conflict (only_one) do update set version = excluded.version where newest_version.version <> excluded.version

-- Marks where the changes stand; db/function/R__mark_changes.sql tells what comes out.
-- Plan: the end of change_mark's and transition's indexes.
select mark_changes(:apart_ms * interval '1 millisecond', :keep_ms * interval '1 millisecond') as marked

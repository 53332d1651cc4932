-- Keeps the audit trail's partitions; db/function/R__tend_partitions.sql tells what it does.
-- Plan: catalogues; of tasks the first of each old month by primary key.
select tend_partitions() as dropped

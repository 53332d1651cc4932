-- Lets the database end this transaction if it is left alone for so long: its client is gone then. For
-- this transaction only.
-- Plan: no table.
select set_config('idle_in_transaction_session_timeout', (:limit_ms::bigint)::text, true)

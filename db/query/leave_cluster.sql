-- A node leaves, having given all its work back.
update engine_node set left_at = clock_timestamp(), left_how = 'stopped'
where node_id = :node and left_at is null

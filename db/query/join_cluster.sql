-- A node joins.
insert into engine_node (name, version) values (:name, :version) returning node_id

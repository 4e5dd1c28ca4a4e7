-- Which run read this database last.
INSERT INTO database_sync (connection_qualified_name, database_name, workflow_name, run_name, at)
VALUES (:connection, :database, :workflow, :run, :now)
ON CONFLICT ON CONSTRAINT database_sync_pk
DO UPDATE SET workflow_name = excluded.workflow_name, run_name = excluded.run_name, at = excluded.at

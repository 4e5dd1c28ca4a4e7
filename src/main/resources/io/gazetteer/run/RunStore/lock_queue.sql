-- One at a time may look at the queue of a workflow and add to it. Not its row: the engine knows of workflows by their names alone.
SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('run queue ' || :workflowName, 0))

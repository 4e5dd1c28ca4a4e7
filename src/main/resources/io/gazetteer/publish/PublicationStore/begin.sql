-- Begins to publish a run, again where it was begun before, under the settings of now.
INSERT INTO publication (run_id, workflow_name, connector_name, store_name, keep_runs, keep_days, state, by_run_id, at)
VALUES (:runId, :workflow, :connector, :store, :keepRuns, :keepDays, 'PENDING', :runId, :now)
ON CONFLICT ON CONSTRAINT publication_pk
DO UPDATE SET store_name = excluded.store_name,
    keep_runs = excluded.keep_runs,
    keep_days = excluded.keep_days,
    state = 'PENDING',
    by_run_id = excluded.by_run_id,
    error_code = NULL,
    error_message = NULL,
    at = excluded.at

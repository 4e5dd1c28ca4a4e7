-- RUNNING to a final state, by the worker that holds the run. No row changed = the run is lost.
UPDATE run
   SET state = :state,
       degraded = :degraded,
       message = :message,
       finished_at = greatest(:now, started_at)
 WHERE id = :id
   AND state = 'RUNNING'
   AND attempts = :attempt

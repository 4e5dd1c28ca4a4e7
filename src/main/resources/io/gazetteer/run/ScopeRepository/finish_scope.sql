-- RUNNING to COMPLETE, DEGRADED or FAILED. No row changed = the run is lost.
WITH mine AS (
  SELECT id FROM run WHERE id = :runId AND attempts = :attempt AND state = 'RUNNING' FOR SHARE)
UPDATE run_scope s
   SET state = :state,
       created = :created,
       changed = :changed,
       archived = :archived,
       unchanged = :unchanged,
       warnings = :warnings,
       error_code = :errorCode,
       error_message = :errorMessage,
       finished_at = greatest(:now, s.started_at)
  FROM mine
 WHERE s.run_id = mine.id
   AND s.id = :id
   AND s.state = 'RUNNING'

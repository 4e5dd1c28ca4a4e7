-- PENDING to RUNNING, or RUNNING to RUNNING if the run is resumed. The new number of attempts
-- locks out any earlier worker. One row = the run is ours; no row = it is final, or an older run of
-- its workflow is not done yet.
UPDATE run r
   SET state = 'RUNNING',
       started_at = coalesce(r.started_at, greatest(:now, r.created_at)),
       attempts = r.attempts + 1
 WHERE r.name = :name
   AND r.state IN ('PENDING', 'RUNNING')
   AND NOT EXISTS (
     SELECT 1
       FROM run other
      WHERE other.workflow_name = r.workflow_name
        AND other.finished_at IS NULL
        AND other.id <> r.id
        AND (other.id < r.id OR other.state = 'RUNNING'))
RETURNING r.id

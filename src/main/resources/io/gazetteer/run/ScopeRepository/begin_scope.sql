-- To RUNNING, from the beginning again where it was tried before. No row changed = the run is lost.
WITH mine AS (
  SELECT id FROM run WHERE id = :runId AND attempts = :attempt AND state = 'RUNNING' FOR SHARE)
UPDATE run_scope s
   SET state = 'RUNNING',
       started_at = coalesce(s.started_at, :now),
       attempts = s.attempts + 1,
       done_objects = 0
  FROM mine
 WHERE s.run_id = mine.id
   AND s.id = :id
   AND s.state IN ('PENDING', 'RUNNING')

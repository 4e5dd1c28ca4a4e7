-- RUNNING back to PENDING on an orderly stop of the service; the try that was cut short does not
-- count.
WITH mine AS (
  SELECT id FROM run WHERE id = :runId AND attempts = :attempt AND state = 'RUNNING' FOR SHARE)
UPDATE run_scope s
   SET state = 'PENDING',
       started_at = NULL,
       attempts = s.attempts - 1,
       done_objects = 0
  FROM mine
 WHERE s.run_id = mine.id
   AND s.state = 'RUNNING'

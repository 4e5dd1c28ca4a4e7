-- How far a running scope is; never back. :known = 0 leaves the number of objects expected as it is.
WITH mine AS (
  SELECT id FROM run WHERE id = :runId AND attempts = :attempt AND state = 'RUNNING' FOR SHARE)
UPDATE run_scope s
   SET done_objects = greatest(s.done_objects, :done),
       known_objects =
         CASE WHEN :known = 0 AND s.known_objects = 0 THEN 0
              WHEN :known = 0 THEN greatest(s.known_objects, s.done_objects, :done)
              ELSE greatest(:known, s.done_objects, :done) END
  FROM mine
 WHERE s.run_id = mine.id
   AND s.id = :id
   AND s.state = 'RUNNING'

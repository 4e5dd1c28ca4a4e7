-- Stores the plan of a run, in its order. Number of rows = number of scopes; none = the run is lost.
WITH mine AS (
  SELECT id FROM run WHERE id = :runId AND attempts = :attempt AND state = 'RUNNING' FOR SHARE)
INSERT INTO run_scope (run_id, name, position, known_objects)
SELECT mine.id, p.name, p.ordinality - 1, p.known
  FROM mine
 CROSS JOIN unnest(:names, :known) WITH ORDINALITY AS p (name, known, ordinality)

-- The lines of a run that come after one, in the order of writing. scope null = the run as a whole.
SELECT l.id, l.at, l.level, l.scope, l.message
  FROM run_log l
 WHERE l.run_id = (SELECT r.id FROM run r WHERE r.name = :name)
   AND l.id > :afterId
 ORDER BY l.id
 LIMIT :limit

-- Lines of finished runs that are older than the retention.
DELETE FROM run_log l
 USING run r
 WHERE r.id = l.run_id
   AND r.finished_at < :before
   AND l.at < :before

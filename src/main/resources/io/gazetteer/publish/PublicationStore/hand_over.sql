-- Another run is to publish it, unless one that is not done yet is at it.
UPDATE publication p
   SET by_run_id = :byRunId
 WHERE p.run_id = :runId
   AND p.state IN ('PENDING', 'FAILED')
   AND EXISTS (SELECT FROM run b WHERE b.id = p.by_run_id AND b.finished_at IS NOT NULL)

-- A run that was asked to publish another one's begins to.
UPDATE publication
   SET state = 'PENDING', error_code = NULL, error_message = NULL, at = :now
 WHERE run_id = :runId
   AND state IN ('PENDING', 'FAILED')

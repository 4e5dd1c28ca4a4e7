-- It was not published, for now.
UPDATE publication
   SET state = 'FAILED', error_code = :code, error_message = :message, at = :now
 WHERE run_id = :runId
   AND state IN ('PENDING', 'FAILED')

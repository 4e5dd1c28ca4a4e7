-- It is about to be deleted from its store.
UPDATE publication
   SET state = 'REMOVING', error_code = NULL, error_message = NULL, at = :now
 WHERE run_id = :runId
   AND state <> 'REMOVED'

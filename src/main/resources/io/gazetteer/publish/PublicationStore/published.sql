-- Everything is in the store, the manifest too.
UPDATE publication
   SET state = 'PUBLISHED', files = :files, rows = :rows, bytes = :bytes, at = :now
 WHERE run_id = :runId
   AND state = 'PENDING'

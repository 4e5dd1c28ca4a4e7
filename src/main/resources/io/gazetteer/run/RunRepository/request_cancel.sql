-- Asks the worker of a running run to end it; the first one who asks is remembered. No row changed =
-- it does not run, or was asked before.
UPDATE run
   SET cancel_requested_at = greatest(:now, created_at),
       cancel_requested_by = :username
 WHERE id = :id
   AND state = 'RUNNING'
   AND cancel_requested_at IS NULL

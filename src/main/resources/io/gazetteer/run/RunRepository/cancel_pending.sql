-- PENDING to CANCELLED. No row changed = it does not wait any more.
UPDATE run
   SET state = 'CANCELLED',
       message = 'Stopped by ' || :username,
       cancel_requested_at = greatest(:now, created_at),
       cancel_requested_by = :username,
       finished_at = greatest(:now, created_at)
 WHERE id = :id
   AND state = 'PENDING'

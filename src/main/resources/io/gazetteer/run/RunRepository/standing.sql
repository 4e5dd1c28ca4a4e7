-- Who, if anybody, asked to end the run (null = nobody). No row = this worker has lost it.
SELECT cancel_requested_by
  FROM run
 WHERE id = :id
   AND state = 'RUNNING'
   AND attempts = :attempt

-- As standing, and nobody takes the run over or asks to end it before the transaction ends.
SELECT cancel_requested_by
  FROM run
 WHERE id = :id
   AND state = 'RUNNING'
   AND attempts = :attempt
   FOR SHARE

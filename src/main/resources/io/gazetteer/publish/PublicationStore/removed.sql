-- Nothing of it is left.
UPDATE publication SET state = 'REMOVED', at = :now WHERE run_id = :runId AND state = 'REMOVING'

-- Runs of all workflows that are older than the one with id :before, newest first.
SELECT *
  FROM run_with_totals
 WHERE id < :before
 ORDER BY id DESC
 LIMIT :limit

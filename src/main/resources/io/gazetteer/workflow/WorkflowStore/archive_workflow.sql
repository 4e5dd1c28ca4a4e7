-- Puts a workflow out of use. No row: gone or archived already.
UPDATE workflow SET archived_at = :now, updated_at = :now
WHERE name = :name AND archived_at IS NULL

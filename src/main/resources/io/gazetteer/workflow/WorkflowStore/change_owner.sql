-- Names another user as the one who created the workflow. No row: gone or archived.
UPDATE workflow SET created_by = :username, updated_at = :now
WHERE name = :name AND archived_at IS NULL

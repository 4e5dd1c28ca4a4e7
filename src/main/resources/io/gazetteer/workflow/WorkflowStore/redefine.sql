-- Replaces metadata and spec alone. No row: gone or archived.
UPDATE workflow
SET definition = cast(:definition AS jsonb), generation = generation + 1, updated_at = :now
WHERE name = :name AND archived_at IS NULL

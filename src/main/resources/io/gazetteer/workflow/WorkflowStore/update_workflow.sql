-- Replaces what a workflow says. Name, uid, connection and creation stay. No row: gone or archived.
UPDATE workflow
SET definition = cast(:definition AS jsonb), settings = cast(:settings AS jsonb), include_filter = cast(:include AS jsonb),
    exclude_filter = cast(:exclude AS jsonb), table_regex = :tableRegex,
    archive_filtered_out = :archiveFilteredOut,
    credential_guid = coalesce(cast(:credentialGuid AS uuid), credential_guid),
    extraction_method = :extractionMethod, generation = generation + 1, updated_at = :now
WHERE name = :name AND archived_at IS NULL

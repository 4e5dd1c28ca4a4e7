-- One workflow, archived or not.
SELECT name, uid, namespace, package_name, template_name, connection_qualified_name, credential_guid,
       extraction_method, definition, settings, include_filter, exclude_filter, table_regex, archive_filtered_out, generation,
       request_fingerprint, created_at, created_by, updated_at, archived_at
FROM workflow
WHERE name = :name

-- A new workflow. No row is inserted where the name is taken, by an archived one too.
INSERT INTO workflow (
  name, uid, namespace, package_name, template_name, connection_qualified_name, credential_guid,
  extraction_method, definition, settings, include_filter, exclude_filter, table_regex, archive_filtered_out, request_fingerprint,
  created_at, created_by, updated_at)
VALUES (
  :name, :uid, :namespace, :packageName, :templateName, :connectionQualifiedName,
  cast(:credentialGuid AS uuid), :extractionMethod, cast(:definition AS jsonb), cast(:settings AS jsonb), cast(:include AS jsonb),
  cast(:exclude AS jsonb), :tableRegex, :archiveFilteredOut, :fingerprint, :now, :createdBy, :now)
ON CONFLICT ON CONSTRAINT workflow_pk DO NOTHING

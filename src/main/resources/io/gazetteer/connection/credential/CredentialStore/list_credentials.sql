-- Credentials in use, oldest first. A filter that is NULL does not restrict; all of them are active.
SELECT guid, name, host, port, auth_type, connector_type, connector_config_name, username, extra, description,
       version, created_at, created_by, updated_at
FROM credential
WHERE archived_at IS NULL
  AND :active
  AND (cast(:guid AS uuid) IS NULL OR guid = cast(:guid AS uuid))
  AND (cast(:name AS text) IS NULL OR name = :name)
  AND (cast(:connectorType AS text) IS NULL OR connector_type = :connectorType)
  AND (cast(:connectorConfigName AS text) IS NULL OR connector_config_name = :connectorConfigName)
  AND (cast(:authType AS text) IS NULL OR auth_type = :authType)
  AND (cast(:host AS text) IS NULL OR host = :host)
ORDER BY created_at, guid
LIMIT :limit OFFSET :offset

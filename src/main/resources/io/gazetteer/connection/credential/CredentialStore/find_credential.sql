-- One credential in use, without its secret.
SELECT guid, name, host, port, auth_type, connector_type, connector_config_name, username, extra, description,
       version, created_at, created_by, updated_at
FROM credential
WHERE guid = :guid AND archived_at IS NULL

-- Replaces what a credential says, its secret too (NULL: none). No row: gone or archived.
UPDATE credential
SET name = :name, host = :host, port = :port, auth_type = :authType, connector_type = :connectorType,
    connector_config_name = :connectorConfigName, username = :username, extra = cast(:extra AS jsonb),
    description = :description,
    secret = :secret, secret_data_key = :secretDataKey, secret_key_id = :secretKeyId,
    version = version + 1, updated_at = :now
WHERE guid = :guid AND archived_at IS NULL

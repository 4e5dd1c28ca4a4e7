-- A new credential. Secret, data key and key id are NULL where there is no secret.
INSERT INTO credential (
  guid, name, host, port, auth_type, connector_type, connector_config_name, username, extra, description,
  secret, secret_data_key, secret_key_id, created_at, created_by, updated_at)
VALUES (
  :guid, :name, :host, :port, :authType, :connectorType, :connectorConfigName, :username,
  cast(:extra AS jsonb), :description, :secret, :secretDataKey, :secretKeyId, :now, :createdBy, :now)

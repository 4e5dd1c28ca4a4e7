ALTER TABLE credential
  ADD COLUMN secret_data_key bytea,
  ADD CONSTRAINT credential_data_key_with_secret CHECK (secret_data_key IS NULL OR secret IS NOT NULL);
COMMENT ON COLUMN credential.secret IS
  'Nonce (12 bytes) and AES-256-GCM text of a JSON object of secrets, bound to this guid; NULL where there is none';
COMMENT ON COLUMN credential.secret_data_key IS
  'The key of secret, itself sealed with the installation''s key, bound to this guid; NULL: no secret, or the installation''s key sealed it directly, as earlier versions did';
COMMENT ON COLUMN credential.secret_key_id IS
  'Which key of the installation secret_data_key is sealed with: start of the key''s SHA-256';

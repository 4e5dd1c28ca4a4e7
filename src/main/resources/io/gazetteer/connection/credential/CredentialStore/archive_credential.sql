-- Puts a credential out of use and destroys its secret. No row: gone or archived already.
UPDATE credential
SET archived_at = :now, updated_at = :now, secret = NULL, secret_data_key = NULL,
    secret_key_id = NULL, version = version + 1
WHERE guid = :guid AND archived_at IS NULL

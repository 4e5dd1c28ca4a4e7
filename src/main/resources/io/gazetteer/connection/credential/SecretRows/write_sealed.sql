-- Replaces how a secret is sealed. What the credential says stays, and so do its version and times.
UPDATE credential
SET secret = :secret, secret_data_key = :secretDataKey, secret_key_id = :secretKeyId,
    extra = extra - 'aws_external_id'
WHERE guid = :guid

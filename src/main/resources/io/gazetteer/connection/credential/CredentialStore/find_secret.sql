-- The sealed secret of a credential in use; NULL where it has none.
SELECT secret, secret_key_id
FROM credential
WHERE guid = :guid AND archived_at IS NULL

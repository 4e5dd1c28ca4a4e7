-- The sealed secret of a credential in use; no row where it has none. The data key is NULL in the form of earlier
-- versions.
SELECT secret, secret_data_key, secret_key_id
FROM credential
WHERE guid = :guid AND archived_at IS NULL AND secret IS NOT NULL

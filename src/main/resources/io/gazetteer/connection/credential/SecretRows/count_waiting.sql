-- Credentials that are not in today's form under that key: another key, no data key, or a secret that earlier versions
-- kept in clear.
SELECT count(*)
FROM credential
WHERE archived_at IS NULL
  AND ((secret IS NOT NULL AND (secret_key_id <> :keyId OR secret_data_key IS NULL))
       OR jsonb_exists(extra, 'aws_external_id'))

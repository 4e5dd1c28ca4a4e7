-- The next credentials that are not in today's form under that key, locked. Those that somebody else has locked just now
-- are left out, so that two who do this at once share the work. secret is NULL where only external_id has to be sealed;
-- external_id is NULL where it is sealed already or there is none.
SELECT guid, secret, secret_data_key, secret_key_id, cast(extra -> 'aws_external_id' AS text) AS external_id
FROM credential
WHERE archived_at IS NULL
  AND guid > :after
  AND ((secret IS NOT NULL AND (secret_key_id <> :keyId OR secret_data_key IS NULL))
       OR jsonb_exists(extra, 'aws_external_id'))
ORDER BY guid
LIMIT :limit
FOR UPDATE SKIP LOCKED

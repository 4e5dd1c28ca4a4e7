-- Stands for the list of what vanished: SHA-256 over the guids in their order.
SELECT encode(sha256(string_agg(uuid_send(v.guid), '' ORDER BY v.guid)), 'hex')
FROM pg_temp.asset_vanished v

-- One row: how many active assets a database has, and a sum of hashes over which they are and what they hold.
SELECT count(*), coalesce(sum(uuid_hash_extended(a.guid, a.content_hash)), 0)
FROM asset a
WHERE a.connection_qualified_name = :connection AND a.database_name = :database AND a.status = 'ACTIVE'

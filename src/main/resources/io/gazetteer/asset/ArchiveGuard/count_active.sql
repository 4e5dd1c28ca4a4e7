-- How many active assets the connection has, the connection itself left out. Kept by triggers, also within a transaction.
SELECT CAST(coalesce(sum(k.assets), 0) AS bigint)
FROM asset_count k
WHERE k.connection_qualified_name = :connection AND k.status = 'ACTIVE' AND k.type_name <> 'Connection'

-- How many active assets the connection has, without the connection itself. Triggers keep the counts, also within a transaction.
SELECT CAST(coalesce(sum(k.assets), 0) AS bigint)
FROM asset_count k
WHERE k.connection_qualified_name = :connection AND k.status = 'ACTIVE' AND k.type_name <> 'Connection'

-- How many assets a connection has, without the asset of the connection itself: the active ones, or all.
SELECT CAST(coalesce(sum(k.assets), 0) AS bigint)
FROM asset_count k
WHERE k.connection_qualified_name = :connection
    AND k.type_name <> 'Connection'
    AND (:all OR k.status = 'ACTIVE')

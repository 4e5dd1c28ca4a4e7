-- Active assets by type, of one connection or, when it is NULL, of all.
SELECT k.type_name, CAST(sum(k.assets) AS bigint) AS assets
FROM asset_count k
WHERE k.status = 'ACTIVE'
    AND k.assets > 0
    AND (CAST(:connection AS text) IS NULL OR k.connection_qualified_name = CAST(:connection AS text))
GROUP BY k.type_name

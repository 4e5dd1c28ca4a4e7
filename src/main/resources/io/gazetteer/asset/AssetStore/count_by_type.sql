-- Active assets by type, of one connection or, when it is NULL, of all.
SELECT a.type_name, count(*) AS assets
FROM asset a
WHERE a.status = 'ACTIVE'
    AND (CAST(:connection AS text) IS NULL OR a.connection_qualified_name = CAST(:connection AS text))
GROUP BY a.type_name

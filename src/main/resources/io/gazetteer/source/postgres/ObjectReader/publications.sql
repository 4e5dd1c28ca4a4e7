-- One row per publication of the database. Columns as ObjectReader says. Rights: none. PostgreSQL 13 to 18.
SELECT p.oid,
    0,
    0,
    p.pubname,
    p.pubname,
    pg_get_userbyid(p.pubowner),
    obj_description(p.oid, 'pg_publication'),
    NULL,
    json_build_object(
        'isAllTables', p.puballtables,
        'publishes', array_remove(ARRAY[
            CASE WHEN p.pubinsert THEN 'INSERT' END,
            CASE WHEN p.pubupdate THEN 'UPDATE' END,
            CASE WHEN p.pubdelete THEN 'DELETE' END,
            CASE WHEN p.pubtruncate THEN 'TRUNCATE' END], NULL),
        'isViaRoot', [[pg_publication.pubviaroot THEN p.pubviaroot ELSE false]],
        'generatedColumns', CASE [[pg_publication.pubgencols THEN p.pubgencols::text ELSE NULL::text]]
            WHEN 's' THEN 'STORED' WHEN 'n' THEN 'NONE' END,
        'tables', ARRAY(
            SELECT format('%I.%I', n.nspname, c.relname)
            FROM pg_publication_rel r
            CROSS JOIN LATERAL (
                SELECT coalesce(CAST(max(CAST(named.relname AS text)) AS name), CAST('unknown (OID=' || coalesce(r.prrelid, 0) || ')' AS name)), max(named.relnamespace)
                FROM pg_class named
                WHERE named.oid = r.prrelid) AS c (relname, relnamespace)
            CROSS JOIN LATERAL (
                SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = c.relnamespace), CAST('unknown (OID=' || coalesce(c.relnamespace, 0) || ')' AS name))) AS n (nspname)
            WHERE r.prpubid = p.oid
            ORDER BY n.nspname, c.relname),
        'schemas', [[pg_publication_namespace.pnnspid THEN ARRAY(
            SELECT n.nspname
            FROM pg_publication_namespace s
            CROSS JOIN LATERAL (
                SELECT coalesce((SELECT named.nspname FROM pg_namespace named WHERE named.oid = s.pnnspid), CAST('unknown (OID=' || coalesce(s.pnnspid, 0) || ')' AS name))) AS n (nspname)
            WHERE s.pnpubid = p.oid
            ORDER BY n.nspname) ELSE '{}'::text[] ]]),
    NULL
FROM pg_publication p

-- One row per publication of the database. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    0 AS schema,
    0 AS relation,
    p.pubname AS identity,
    p.pubname AS name,
    pg_get_userbyid(p.pubowner) AS owner,
    obj_description(p.oid, 'pg_publication') AS comment,
    NULL AS definition,
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
                SELECT coalesce(CAST(max(CAST(named.relname AS text)) AS name), CAST([[UNKNOWN r.prrelid]] AS name)), max(named.relnamespace)
                FROM pg_class named
                WHERE named.oid = r.prrelid) AS c (relname, relnamespace)
            CROSS JOIN LATERAL (
                SELECT [[NAME pg_namespace.nspname OF c.relnamespace]]) AS n (nspname)
            WHERE r.prpubid = p.oid
            ORDER BY n.nspname, c.relname),
        'schemas', [[pg_publication_namespace.pnnspid THEN ARRAY(
            SELECT n.nspname
            FROM pg_publication_namespace s
            CROSS JOIN LATERAL (
                SELECT [[NAME pg_namespace.nspname OF s.pnnspid]]) AS n (nspname)
            WHERE s.pnpubid = p.oid
            ORDER BY n.nspname) ELSE '{}'::text[] ]]) AS attributes,
    NULL AS acl
FROM pg_publication p

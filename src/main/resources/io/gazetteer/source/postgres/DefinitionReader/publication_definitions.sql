-- One row per publication: its CREATE statement. Row filters open their relations for a moment, so each batch is a transaction of its
-- own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    format('CREATE PUBLICATION %I%s WITH (publish = %L%s%s)', p.pubname,
        CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE ' FOR ' || nullif(concat_ws(', ',
                -- The word stands once, as 13 and 14 want it.
                'TABLE ' || nullif(array_to_string(parts.tables, ', '), ''), nullif(array_to_string(parts.schemas, ', '), '')), '') END,
        concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
            CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
        CASE WHEN [[pg_publication.pubviaroot THEN p.pubviaroot ELSE false]] THEN ', publish_via_partition_root = true' ELSE '' END,
        CASE [[pg_publication.pubgencols THEN p.pubgencols::text ELSE NULL::text]]
            WHEN 's' THEN ', publish_generated_columns = stored' ELSE '' END) AS definition,
    0 AS part
FROM pg_publication p
CROSS JOIN LATERAL (
    SELECT ARRAY(
            -- Without ONLY the children of a table would be published too, which are listed for themselves where they are.
            SELECT format('%s%I.%I', CASE WHEN c.relkind = 'r' AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhparent = r.prrelid)
                    THEN 'ONLY ' ELSE '' END, n.nspname, c.relname)
                [[pg_publication_rel.prattrs THEN || coalesce((
                    SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')'
                    FROM pg_attribute a
                    WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)), '') ELSE ]]
                [[pg_publication_rel.prqual THEN || coalesce(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '') ELSE ]]
            FROM pg_publication_rel r
            CROSS JOIN LATERAL (
                SELECT coalesce(CAST(max(CAST(named.relname AS text)) AS name), CAST([[UNKNOWN r.prrelid]] AS name)), max(named.relnamespace),
                    max(CAST(named.relkind AS text))
                FROM pg_class named
                WHERE named.oid = r.prrelid) AS c (relname, relnamespace, relkind)
            CROSS JOIN LATERAL (
                SELECT [[NAME pg_namespace.nspname OF c.relnamespace]]) AS n (nspname)
            WHERE r.prpubid = p.oid
            ORDER BY n.nspname, c.relname),
        [[pg_publication_namespace.pnnspid THEN ARRAY(
            SELECT format('TABLES IN SCHEMA %I', n.nspname)
            FROM pg_publication_namespace s
            CROSS JOIN LATERAL (
                SELECT [[NAME pg_namespace.nspname OF s.pnnspid]]) AS n (nspname)
            WHERE s.pnpubid = p.oid
            ORDER BY n.nspname) ELSE '{}'::text[] ]]) AS parts (tables, schemas)
WHERE p.oid = ANY (CAST(? AS oid[]))

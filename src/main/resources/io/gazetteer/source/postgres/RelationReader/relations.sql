-- One row per table, partition, view, materialised view and foreign table of the selected schemas.
-- The estimate of rows is NULL when never analysed, which 13 writes as 0 with no pages and later ones as -1. NULL too: no access method,
-- default tablespace, no foreign server, not typed, no TOAST table, no comment. Then come: whether the selection excludes it by name, or as
-- a view, or as a table that is empty according to statistics (analysed or vacuumed, and no row since); the options of a foreign table; the
-- ACL, NULL if nothing was granted; and other properties that are not the default, as a JSON object of texts, NULL if all are. Options that
-- begin with pg_ are skipped, as in columns.sql.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT c.oid,
    c.relnamespace AS schema,
    c.relname AS name,
    c.relkind AS kind,
    pg_get_userbyid(c.relowner) AS owner,
    c.relpersistence AS persistence,
    CASE
        WHEN c.relkind = 'v' OR c.reltuples < 0 THEN NULL
        WHEN current_setting('server_version_num')::integer < 140000 AND c.reltuples = 0 AND c.relpages = 0 THEN NULL
        ELSE c.reltuples::bigint
    END AS rows,
    c.relpages AS pages,
    toast.relpages AS toast_pages,
    coalesce(am.amname::text, CASE WHEN c.relam <> 0 THEN [[UNKNOWN c.relam]] END) AS access_method,
    coalesce(ts.spcname::text, CASE WHEN c.reltablespace <> 0 THEN [[UNKNOWN c.reltablespace]] END) AS tablespace,
    coalesce(fs.srvname::text, CASE WHEN ft.ftserver <> 0 THEN [[UNKNOWN ft.ftserver]] END) AS foreign_server,
    c.relrowsecurity AS row_security,
    c.relispopulated AS populated,
    CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS of_type,
    c.relispartition AS partition,
    d.description AS comment,
    (current_setting('gazetteer.excluded_relations') <> ''
            AND c.relname ~ current_setting('gazetteer.excluded_relations'))
        OR (c.relkind IN ('v', 'm') AND current_setting('gazetteer.excluded_kinds') LIKE '%v%')
        OR (c.relkind = 'r'
            AND current_setting('gazetteer.excluded_kinds') LIKE '%e%'
            AND c.reltuples = 0
            AND pg_stat_get_live_tuples(c.oid) = 0
            AND (current_setting('server_version_num')::integer >= 140000
                OR c.relpages > 0
                OR coalesce(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid),
                    pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid)) IS NOT NULL)) AS excluded,
    ft.ftoptions AS options,
    c.relacl AS acl,
    CASE WHEN c.relforcerowsecurity
            OR c.reloptions IS NOT NULL
            OR toast.reloptions IS NOT NULL
            OR (c.relreplident <> 'd' AND c.relkind IN ('r', 'p', 'm'))
        THEN json_strip_nulls(json_build_object(
            'force_row_security', CASE WHEN c.relforcerowsecurity THEN 'YES' END,
            'replica_identity', CASE WHEN c.relkind IN ('r', 'p', 'm') THEN
                CASE c.relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING' WHEN 'i' THEN 'INDEX' END END,
            'storage_options', CASE WHEN c.reloptions IS NOT NULL THEN (
                SELECT string_agg(o.option, ', ' ORDER BY o.position)
                FROM unnest(c.reloptions) WITH ORDINALITY AS o (option, position)
                WHERE NOT starts_with(o.option, 'pg_')) END,
            'toast_options', CASE WHEN toast.reloptions IS NOT NULL THEN (
                SELECT string_agg(o.option, ', ' ORDER BY o.position)
                FROM unnest(toast.reloptions) WITH ORDINALITY AS o (option, position)
                WHERE NOT starts_with(o.option, 'pg_')) END)) END AS further
FROM pg_class c
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
LEFT JOIN pg_am am ON am.oid = c.relam
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid
LEFT JOIN pg_foreign_server fs ON fs.oid = ft.ftserver
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') [[OF c.oid]]

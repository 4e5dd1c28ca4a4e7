-- One row per table, partition, materialised view and foreign table of the selected schemas: what moves without anybody changing it.
-- The estimate of rows is NULL when never analysed, as in the full read. Pages are those of the table and its TOAST table, NULL for
-- what has no storage of its own. Privileges: none. PostgreSQL 14 to 18.
SELECT c.oid,
    c.relnamespace AS schema,
    c.relname AS name,
    c.relkind AS kind,
    c.relispartition AS partition,
    CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint END AS rows,
    CASE WHEN c.relkind IN ('r', 'm') THEN c.relpages + coalesce(toast.relpages, 0) END AS pages
FROM pg_class c
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN pg_class toast ON toast.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p', 'm', 'f')
    AND NOT ((current_setting('gazetteer.excluded_relations') <> ''
            AND c.relname ~ current_setting('gazetteer.excluded_relations'))
        OR (c.relkind IN ('v', 'm') AND current_setting('gazetteer.excluded_kinds') LIKE '%v%')
        OR (c.relkind = 'r'
            AND current_setting('gazetteer.excluded_kinds') LIKE '%e%'
            AND c.reltuples = 0
            AND pg_stat_get_live_tuples(c.oid) = 0
            AND (current_setting('server_version_num')::integer >= 140000
                OR c.relpages > 0
                OR coalesce(pg_stat_get_last_analyze_time(c.oid), pg_stat_get_last_autoanalyze_time(c.oid),
                    pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid)) IS NOT NULL)))

-- One row per table, partition, view, materialised view, foreign table and sequence of the selected schemas: its name, and whether the
-- selection excludes it by name, or as a view, or as a table that is known to be empty. Sequences are not excluded by name.
-- Privileges: none. PostgreSQL 11 to 18.
SELECT c.oid,
    c.relnamespace AS schema,
    c.relname AS name,
    c.relkind AS kind,
    c.relispartition AS partition,
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
                    pg_stat_get_last_vacuum_time(c.oid), pg_stat_get_last_autovacuum_time(c.oid)) IS NOT NULL)) AS excluded
FROM pg_class c
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')

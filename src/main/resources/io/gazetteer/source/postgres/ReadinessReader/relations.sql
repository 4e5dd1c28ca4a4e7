-- One row: tables of all sorts, partitions too, and views of both sorts that the selection of this transaction chooses.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT count(*) FILTER (WHERE c.relkind IN ('r', 'p', 'f')) AS tables,
    count(*) FILTER (WHERE c.relkind IN ('v', 'm')) AS views
FROM pg_class c
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
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

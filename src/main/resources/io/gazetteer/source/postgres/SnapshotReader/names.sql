-- One row per table, partition, view, materialised view, foreign table and sequence of the selected schemas: what it is called, and
-- whether the selection leaves it out by name, which is not asked of sequences. Rights: none. PostgreSQL 14 to 18.
SELECT c.oid,
    c.relnamespace,
    c.relname,
    c.relkind,
    c.relispartition,
    current_setting('gazetteer.excluded_relations') <> ''
        AND c.relname ~ current_setting('gazetteer.excluded_relations')
FROM pg_class c
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')

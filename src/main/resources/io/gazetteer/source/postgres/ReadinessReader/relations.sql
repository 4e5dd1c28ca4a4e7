-- One row: tables of all sorts, partitions too, and views of both sorts that the selection of this transaction chooses.
-- Rights: none. PostgreSQL 13 to 18.
SELECT count(*) FILTER (WHERE c.relkind IN ('r', 'p', 'f')),
    count(*) FILTER (WHERE c.relkind IN ('v', 'm'))
FROM pg_class c
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND NOT (current_setting('gazetteer.excluded_relations') <> '' AND c.relname ~ current_setting('gazetteer.excluded_relations'))

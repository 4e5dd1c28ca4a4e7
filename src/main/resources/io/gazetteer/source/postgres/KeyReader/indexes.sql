-- One row per index on the relations of the selected schemas, with numbers of columns, 0 for an expression. NULL: no options, the
-- database's tablespace, no comment, no target. Options that begin with pg_ are skipped: the server keeps them for itself. Scans are
-- counted since the statistics of the database were last reset. An index is in the schema of its table, which is asked
-- for, as the index's own class may be missing; if the table's is, the index's.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT i.indexrelid AS oid,
    i.indrelid AS relation,
    coalesce(x.relname::text, [[UNKNOWN i.indexrelid]]) AS name,
    coalesce(x.relkind, 'i') AS kind,
    coalesce(x.relpages, 0) AS pages,
    i.indnkeyatts AS keys,
    i.indkey AS columns,
    i.indoption AS options,
    i.indclass AS operator_classes,
    i.indcollation AS collations,
    coalesce(am.amname::text, [[UNKNOWN x.relam]]) AS method,
    i.indisunique AS unique_index,
    i.indisprimary AS primary_key,
    i.indisvalid AS valid,
    i.indexprs IS NOT NULL AS expressions,
    i.indpred IS NOT NULL AS predicate,
    CASE WHEN x.reloptions IS NOT NULL THEN (
        SELECT string_agg(o.option, ', ' ORDER BY o.position)
        FROM unnest(x.reloptions) WITH ORDINALITY AS o (option, position)
        WHERE NOT starts_with(o.option, 'pg_')) END AS storage_options,
    [[pg_index.indnullsnotdistinct THEN i.indnullsnotdistinct ELSE false]] AS nulls_not_distinct,
    ts.spcname AS tablespace,
    d.description AS comment,
    pg_stat_get_numscans(i.indexrelid) AS scans,
    i.indisclustered AS clustered,
    i.indisreplident AS replica_identity,
    i.indisexclusion AS exclusion,
    -- Only expressions have a target of their own; the others are those of the table's columns.
    CASE WHEN i.indexprs IS NOT NULL THEN (
        SELECT json_agg(json_build_object('column', a.attnum, 'target', a.attstattarget) ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = i.indexrelid AND a.attnum > 0 AND a.attstattarget >= 0) END AS statistics_targets,
    coalesce(r.relnamespace, x.relnamespace, 0) AS schema
FROM pg_index i
LEFT JOIN pg_class r ON r.oid = i.indrelid
LEFT JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = r.relnamespace
LEFT JOIN pg_class x ON x.oid = i.indexrelid
LEFT JOIN pg_am am ON am.oid = x.relam
LEFT JOIN pg_tablespace ts ON ts.oid = x.reltablespace
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = x.oid AND d.objsubid = 0
WHERE (chosen.oid IS NOT NULL OR r.oid IS NULL) [[OF i.indrelid]]

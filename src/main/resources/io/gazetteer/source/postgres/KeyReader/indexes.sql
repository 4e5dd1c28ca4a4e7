-- One row per index on the relations of the selected schemas, with numbers of columns, 0 for an expression. NULL: no options, the
-- database's tablespace, no comment, no target. Options that begin with pg_ are skipped: the server keeps them for itself. Scans are
-- counted since the figures of the database were last reset. An index is in the schema of its table, which is asked
-- for, as the index's own class may be missing; if the table's is, the index's.
-- Rights: none. PostgreSQL 13 to 18.
SELECT i.indexrelid,
    i.indrelid,
    coalesce(x.relname::text, 'unknown (OID=' || i.indexrelid || ')'),
    coalesce(x.relkind, 'i'),
    coalesce(x.relpages, 0),
    i.indnkeyatts,
    i.indkey,
    i.indoption,
    i.indclass,
    i.indcollation,
    coalesce(am.amname::text, 'unknown (OID=' || coalesce(x.relam, 0) || ')'),
    i.indisunique,
    i.indisprimary,
    i.indisvalid,
    i.indexprs IS NOT NULL,
    i.indpred IS NOT NULL,
    CASE WHEN x.reloptions IS NOT NULL THEN (
        SELECT string_agg(o.option, ', ' ORDER BY o.position)
        FROM unnest(x.reloptions) WITH ORDINALITY AS o (option, position)
        WHERE NOT starts_with(o.option, 'pg_')) END,
    [[pg_index.indnullsnotdistinct THEN i.indnullsnotdistinct ELSE false]],
    ts.spcname,
    d.description,
    pg_stat_get_numscans(i.indexrelid),
    i.indisclustered,
    i.indisreplident,
    i.indisexclusion,
    -- Only expressions have a target of their own; the others are those of the table's columns.
    CASE WHEN i.indexprs IS NOT NULL THEN (
        SELECT json_agg(json_build_object('column', a.attnum, 'target', a.attstattarget) ORDER BY a.attnum)
        FROM pg_attribute a
        WHERE a.attrelid = i.indexrelid AND a.attnum > 0 AND a.attstattarget >= 0) END,
    coalesce(r.relnamespace, x.relnamespace, 0)
FROM pg_index i
LEFT JOIN pg_class r ON r.oid = i.indrelid
LEFT JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = r.relnamespace
LEFT JOIN pg_class x ON x.oid = i.indexrelid
LEFT JOIN pg_am am ON am.oid = x.relam
LEFT JOIN pg_tablespace ts ON ts.oid = x.reltablespace
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = x.oid AND d.objsubid = 0
WHERE (chosen.oid IS NOT NULL OR r.oid IS NULL) [[OF i.indrelid]]

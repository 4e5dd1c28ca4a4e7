-- One row per constraint on the relations of the selected schemas: p, u, f, c, x and, where the server lists them, n. Constraint triggers
-- are skipped, because they are read as triggers, as are the copies of a foreign key that PostgreSQL makes for each partition of the table
-- it refers to. Numbers of columns are NULL for a check that names none. The referred relation is NULL except for f, the index's columns
-- except for p and u. OFFSET and the subselect have what is referred to looked up by index, which takes the server half the time of hashing
-- its catalogs. Privileges: none. PostgreSQL 13 to 18.
SELECT k.oid,
    k.conrelid AS relation,
    k.conname AS name,
    k.contype AS type,
    k.conkey AS columns,
    k.confrelid AS target_oid,
    CASE WHEN k.contype = 'f' THEN coalesce(fc.nspname::text, [[UNKNOWN fc.relnamespace]]) END AS target_schema,
    CASE WHEN k.contype = 'f' THEN coalesce(fc.relname::text, [[UNKNOWN k.confrelid]]) END AS target_table,
    k.confkey AS target_columns,
    k.confupdtype AS on_update,
    k.confdeltype AS on_delete,
    k.confmatchtype AS match_type,
    k.condeferrable AS deferrable,
    k.condeferred AS deferred,
    k.convalidated AS validated,
    k.connoinherit AS no_inherit,
    k.conislocal AS local,
    k.conparentid <> 0 AS inherited,
    [[pg_constraint.confdelsetcols THEN k.confdelsetcols ELSE NULL]] AS on_delete_columns,
    [[pg_constraint.conperiod THEN k.conperiod ELSE false]] AS period,
    [[pg_constraint.conenforced THEN k.conenforced ELSE true]] AS enforced,
    i.indkey AS index_columns,
    i.indnkeyatts AS index_keys,
    [[pg_index.indnullsnotdistinct THEN coalesce(i.indnullsnotdistinct, false) ELSE false]] AS nulls_not_distinct,
    d.description AS comment,
    k.connamespace AS schema
FROM pg_constraint k
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = k.connamespace
LEFT JOIN LATERAL (
    SELECT n.nspname, r.relname, r.relnamespace
    FROM pg_class r
    LEFT JOIN pg_namespace n ON n.oid = r.relnamespace
    WHERE r.oid = k.confrelid AND k.contype = 'f'
    OFFSET 0) AS fc ON true
LEFT JOIN pg_index i ON i.indexrelid = k.conindid AND k.contype IN ('p', 'u')
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_constraint'::regclass AND d.objoid = k.oid AND d.objsubid = 0
WHERE k.conrelid <> 0
    AND k.contype IN ('p', 'u', 'f', 'c', 'x', 'n')
    AND (k.conparentid = 0
        OR k.conrelid IS DISTINCT FROM (SELECT parent.conrelid FROM pg_constraint parent WHERE parent.oid = k.conparentid)) [[OF k.conrelid, k.confrelid]]

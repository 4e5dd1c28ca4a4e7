-- One row per sequence of the selected schemas, raw, as there may be as many as tables. NULL: no comment, not owned by a column (then
-- all of the dependency's type and of the column's table and name), nothing granted. A table is in the schema of the sequences that its
-- columns own, which the server sees to. OFFSET has the owner looked up by index, which takes half the time of hashing its catalogs.
-- The schema of one that is gone is found by what it depended on, 0 where that is gone too. Privileges: none. PostgreSQL 13 to 18.
SELECT s.seqrelid AS oid,
    coalesce(c.relnamespace, home.oid, 0) AS schema,
    coalesce(c.relname::text, [[UNKNOWN s.seqrelid]]) AS name,
    pg_get_userbyid(c.relowner) AS owner,
    d.description AS comment,
    coalesce(c.relpersistence, 'p') AS persistence,
    format_type(s.seqtypid, NULL) AS data_type,
    s.seqstart AS start_value,
    s.seqmin AS minimum,
    s.seqmax AS maximum,
    s.seqincrement AS increment,
    s.seqcache AS cache_size,
    s.seqcycle AS cycle,
    o.deptype AS dependency,
    o.relname AS owned_by_table,
    o.attname AS owned_by_column,
    c.relacl AS acl
FROM pg_sequence s
LEFT JOIN pg_class c ON c.oid = s.seqrelid
LEFT JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN LATERAL (
    SELECT g.refobjid
    FROM pg_depend g
    WHERE c.oid IS NULL
        AND g.classid = 'pg_catalog.pg_class'::regclass AND g.objid = s.seqrelid AND g.objsubid = 0
        AND g.refclassid = 'pg_catalog.pg_namespace'::regclass
    LIMIT 1) AS home (oid) ON true
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN LATERAL (
    SELECT p.deptype, t.relname, a.attname
    FROM pg_depend p
    JOIN pg_class t ON t.oid = p.refobjid
    JOIN pg_attribute a ON a.attrelid = p.refobjid AND a.attnum = p.refobjsubid
    WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.objid = c.oid AND p.objsubid = 0
        AND p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjsubid > 0 AND p.deptype IN ('a', 'i')
    OFFSET 0) AS o ON true
WHERE (chosen.oid IS NOT NULL OR c.oid IS NULL) [[OF s.seqrelid]]

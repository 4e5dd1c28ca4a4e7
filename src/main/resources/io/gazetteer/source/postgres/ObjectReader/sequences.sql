-- One row per sequence of the selected schemas, raw, as there may be as many as tables. NULL: no comment, not owned by a column (then
-- all of the dependency's type and of the column's schema, table and name), nothing granted. Rights: none. PostgreSQL 13 to 18.
SELECT c.oid,
    c.relnamespace,
    c.relname,
    pg_get_userbyid(c.relowner),
    d.description,
    c.relpersistence,
    format_type(s.seqtypid, NULL),
    s.seqstart,
    s.seqmin,
    s.seqmax,
    s.seqincrement,
    s.seqcache,
    s.seqcycle,
    o.deptype,
    tn.nspname,
    t.relname,
    a.attname,
    c.relacl
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN pg_depend o
    ON o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
    AND o.refclassid = 'pg_catalog.pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
LEFT JOIN pg_class t ON t.oid = o.refobjid
LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid
WHERE true [[OF s.seqrelid]]

-- One row per sequence of the selected schemas. Columns as ObjectReader says; where it is owned by a column, that is named.
-- Rights: none. PostgreSQL 13 to 18.
SELECT c.oid,
    c.relnamespace,
    0,
    c.relname,
    c.relname,
    pg_get_userbyid(c.relowner),
    d.description,
    format('CREATE%s SEQUENCE %I.%I AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s START WITH %s CACHE %s%s',
        CASE WHEN c.relpersistence = 'u' THEN ' UNLOGGED' ELSE '' END, n.nspname, c.relname, format_type(s.seqtypid, NULL), s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache,
        CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END),
    json_build_object(
        'dataType', format_type(s.seqtypid, NULL),
        'startValue', s.seqstart::text,
        'minimumValue', s.seqmin::text,
        'maximumValue', s.seqmax::text,
        'increment', s.seqincrement::text,
        'cacheSize', s.seqcache,
        'isCycle', s.seqcycle,
        'isIdentity', coalesce(o.deptype = 'i', false),
        'ownedBySchema', tn.nspname,
        'ownedByTable', t.relname,
        'ownedByColumn', a.attname),
    c.relacl
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_class'::regclass AND d.objoid = c.oid AND d.objsubid = 0
LEFT JOIN pg_depend o
    ON o.classid = 'pg_catalog.pg_class'::regclass AND o.objid = c.oid AND o.objsubid = 0
    AND o.refclassid = 'pg_catalog.pg_class'::regclass AND o.refobjsubid > 0 AND o.deptype IN ('a', 'i')
LEFT JOIN pg_class t ON t.oid = o.refobjid
LEFT JOIN pg_namespace tn ON tn.oid = t.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = o.refobjid AND a.attnum = o.refobjsubid

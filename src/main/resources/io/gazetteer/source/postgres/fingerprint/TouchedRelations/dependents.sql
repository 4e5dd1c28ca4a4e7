-- One row per node that may show the name of a node that changed, or of a part of one: what PostgreSQL notes as depending on it, and what
-- a foreign key leads to. Nodes are relations by oid, types by oid and 2^32, routines by oid and 2^33. A part belongs to its relation, an
-- array type to its element's node, the type of a relation's rows to that relation. Dependents that are read in each crawl anyway, as
-- publications and statistics are, are excluded. Parameters: oids of the changed relations, types and routines, each an array in text
-- form. Privileges: none. PostgreSQL 14 to 18.
WITH relations AS (
    SELECT unnest(CAST(? AS oid[])) AS oid
), types AS (
    SELECT c.reltype AS oid FROM relations r JOIN pg_catalog.pg_class c ON c.oid = r.oid
    UNION
    SELECT unnest(CAST(? AS oid[]))
), changed AS (
    SELECT 'pg_catalog.pg_class'::regclass AS class, r.oid FROM relations r
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, t.oid FROM types t
    UNION ALL
    SELECT 'pg_catalog.pg_type'::regclass, t.typarray
    FROM types s
    JOIN pg_catalog.pg_type t ON t.oid = s.oid AND t.typarray <> 0
    UNION ALL
    SELECT 'pg_catalog.pg_proc'::regclass, unnest(CAST(? AS oid[]))
)
SELECT CASE
        WHEN d.classid = 'pg_catalog.pg_class'::regclass THEN CAST(coalesce(i.indrelid, d.objid) AS bigint)
        WHEN d.classid = 'pg_catalog.pg_proc'::regclass THEN 8589934592 + CAST(d.objid AS bigint)
        WHEN d.classid = 'pg_catalog.pg_type'::regclass AND coalesce(e.typrelid, t.typrelid) <> 0
            THEN CAST(coalesce(e.typrelid, t.typrelid) AS bigint)
        WHEN d.classid = 'pg_catalog.pg_type'::regclass THEN 4294967296 + CAST(coalesce(e.oid, d.objid) AS bigint)
        WHEN k.conrelid = 0 THEN 4294967296 + CAST(k.contypid AS bigint)
        ELSE CAST(coalesce(k.conrelid, a.adrelid, r.ev_class, g.tgrelid, p.polrelid) AS bigint)
    END AS node
FROM changed
JOIN pg_catalog.pg_depend d ON d.refclassid = changed.class AND d.refobjid = changed.oid
LEFT JOIN pg_catalog.pg_index i ON d.classid = 'pg_catalog.pg_class'::regclass AND i.indexrelid = d.objid
LEFT JOIN pg_catalog.pg_type t ON d.classid = 'pg_catalog.pg_type'::regclass AND t.oid = d.objid
LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem AND e.typarray = t.oid
LEFT JOIN pg_catalog.pg_constraint k ON d.classid = 'pg_catalog.pg_constraint'::regclass AND k.oid = d.objid
LEFT JOIN pg_catalog.pg_attrdef a ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND a.oid = d.objid
LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
LEFT JOIN pg_catalog.pg_trigger g ON d.classid = 'pg_catalog.pg_trigger'::regclass AND g.oid = d.objid
LEFT JOIN pg_catalog.pg_policy p ON d.classid = 'pg_catalog.pg_policy'::regclass AND p.oid = d.objid
WHERE d.classid IN (
    'pg_catalog.pg_class'::regclass, 'pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_type'::regclass,
    'pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_attrdef'::regclass, 'pg_catalog.pg_rewrite'::regclass,
    'pg_catalog.pg_trigger'::regclass, 'pg_catalog.pg_policy'::regclass)
UNION
SELECT CAST(k.confrelid AS bigint)
FROM pg_catalog.pg_constraint k
JOIN relations r ON r.oid = k.conrelid
WHERE k.confrelid <> 0

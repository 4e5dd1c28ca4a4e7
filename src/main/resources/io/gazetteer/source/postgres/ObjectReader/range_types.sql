-- One row per range type of the selected schemas, with its multirange where there are such. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace AS schema,
    0 AS relation,
    t.typname AS identity,
    t.typname AS name,
    pg_get_userbyid(t.typowner) AS owner,
    obj_description(t.oid, 'pg_type') AS comment,
    format('CREATE TYPE %I.%I AS RANGE (%s)', n.nspname, t.typname,
        concat_ws(', ',
            'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
            CASE WHEN NOT oc.opcdefault THEN format('SUBTYPE_OPCLASS = %I.%I', ocn.nspname, oc.opcname) END,
            CASE WHEN r.rngcollation <> s.typcollation THEN format('COLLATION = %I.%I', con.nspname, co.collname) END,
            CASE WHEN r.rngcanonical <> 0 THEN 'CANONICAL = ' || r.rngcanonical END,
            CASE WHEN r.rngsubdiff <> 0 THEN 'SUBTYPE_DIFF = ' || r.rngsubdiff END
            [[pg_range.rngmultitypid THEN , 'MULTIRANGE_TYPE_NAME = ' || format_type(r.rngmultitypid, NULL) ELSE ]])) AS definition,
    json_build_object(
        'subType', 'range',
        'baseType', format_type(r.rngsubtype, NULL),
        'multirangeType', [[pg_range.rngmultitypid THEN format_type(r.rngmultitypid, NULL) ELSE NULL]]) AS attributes,
    t.typacl AS acl
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF t.typnamespace]]) AS n (nspname)
LEFT JOIN pg_type s ON s.oid = r.rngsubtype
LEFT JOIN pg_opclass oc ON oc.oid = r.rngsubopc
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF oc.opcnamespace]]) AS ocn (nspname)
LEFT JOIN pg_collation co ON co.oid = r.rngcollation
LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace

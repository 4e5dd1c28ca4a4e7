-- One row per base type of the selected schemas, as extensions bring them; without arrays and shells. The arrays that the server makes
-- for types are those that array_in reads. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    t.typnamespace AS schema,
    0 AS relation,
    t.typname AS identity,
    t.typname AS name,
    pg_get_userbyid(t.typowner) AS owner,
    obj_description(t.oid, 'pg_type') AS comment,
    format('CREATE TYPE %I.%I (%s)', n.nspname, t.typname,
        concat_ws(', ',
            'INPUT = ' || t.typinput,
            'OUTPUT = ' || t.typoutput,
            CASE WHEN t.typreceive <> 0 THEN 'RECEIVE = ' || t.typreceive END,
            CASE WHEN t.typsend <> 0 THEN 'SEND = ' || t.typsend END,
            CASE WHEN t.typmodin <> 0 THEN 'TYPMOD_IN = ' || t.typmodin END,
            CASE WHEN t.typmodout <> 0 THEN 'TYPMOD_OUT = ' || t.typmodout END,
            CASE WHEN t.typanalyze <> 0 THEN 'ANALYZE = ' || t.typanalyze END,
            [[pg_type.typsubscript THEN CASE WHEN t.typsubscript <> 0 THEN 'SUBSCRIPT = ' || t.typsubscript END, ELSE ]]
            'INTERNALLENGTH = ' || CASE WHEN t.typlen = -1 THEN 'VARIABLE' ELSE t.typlen::text END,
            CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
            'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'i' THEN 'int4' ELSE 'double' END,
            'STORAGE = ' || storage.name,
            CASE WHEN t.typcategory <> 'U' THEN 'CATEGORY = ' || quote_literal(t.typcategory::text) END,
            CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
            'DEFAULT = ' || quote_literal(t.typdefault),
            CASE WHEN t.typelem <> 0 THEN 'ELEMENT = ' || format_type(t.typelem, NULL) END,
            CASE WHEN t.typdelim <> ',' THEN 'DELIMITER = ' || quote_literal(t.typdelim::text) END,
            CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END)) AS definition,
    json_build_object(
        'subType', 'base',
        'category', t.typcategory,
        'internalLength', nullif(t.typlen, -1),
        'storage', storage.name,
        'elementType', CASE WHEN t.typelem <> 0 THEN format_type(t.typelem, NULL) END,
        'inputFunction', t.typinput::text,
        'outputFunction', t.typoutput::text) AS attributes,
    t.typacl AS acl
FROM pg_type t
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF t.typnamespace]]) AS n (nspname)
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = t.typnamespace
CROSS JOIN LATERAL (
    SELECT CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'm' THEN 'main' ELSE 'extended' END) AS storage (name)
WHERE t.typtype = 'b' AND t.typisdefined AND t.typinput <> 'pg_catalog.array_in'::regproc

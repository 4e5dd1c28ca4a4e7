-- One row per operator class of the selected schemas; its access method distinguishes it from others of its name. Operators are those
-- of its family that begin with its type, and functions those that are for its type alone; the others are the family's. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT o.oid,
    o.opcnamespace AS schema,
    0 AS relation,
    o.opcname || ' USING ' || m.amname AS identity,
    o.opcname AS name,
    pg_get_userbyid(o.opcowner) AS owner,
    obj_description(o.oid, 'pg_opclass') AS comment,
    format('CREATE OPERATOR CLASS %I.%I %sFOR TYPE %s USING %I FAMILY %I.%I AS %s', n.nspname, o.opcname,
        CASE WHEN o.opcdefault THEN 'DEFAULT ' ELSE '' END, format_type(o.opcintype, NULL), m.amname, fn.nspname, f.opfname,
        array_to_string(members.operators || members.functions || CASE
            -- A class without any member is described by the type that it stores, which is its own unless another is named.
            WHEN o.opckeytype <> 0 THEN ARRAY['STORAGE ' || format_type(o.opckeytype, NULL)]
            WHEN cardinality(members.operators || members.functions) = 0 THEN ARRAY['STORAGE ' || format_type(o.opcintype, NULL)]
            ELSE '{}' END, ', ')) AS definition,
    json_build_object(
        'accessMethod', m.amname,
        'inputType', format_type(o.opcintype, NULL),
        'storedType', CASE WHEN o.opckeytype <> 0 THEN format_type(o.opckeytype, NULL) END,
        'family', format('%I.%I', fn.nspname, f.opfname),
        'isDefault', o.opcdefault,
        'operators', members.operators,
        'functions', members.functions) AS attributes,
    NULL AS acl
FROM pg_opclass o
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = o.opcnamespace
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF o.opcnamespace]]) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_am.amname OF o.opcmethod]]) AS m (amname)
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.opfname AS text)) AS name), CAST([[UNKNOWN o.opcfamily]] AS name)), max(named.opfnamespace)
    FROM pg_opfamily named
    WHERE named.oid = o.opcfamily) AS f (opfname, opfnamespace)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF f.opfnamespace]]) AS fn (nspname)
CROSS JOIN LATERAL (
    SELECT ARRAY(
            SELECT format('OPERATOR %s %s%s', a.amopstrategy, a.amopopr::regoperator,
                (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
                 FROM pg_opfamily s
                 CROSS JOIN LATERAL (
                     SELECT [[NAME pg_namespace.nspname OF s.opfnamespace]]) AS sn (nspname)
                 WHERE s.oid = a.amopsortfamily AND a.amoppurpose = 'o'))
            FROM pg_amop a
            WHERE a.amopfamily = o.opcfamily AND a.amoplefttype = o.opcintype
            ORDER BY a.amopstrategy, a.amoprighttype),
        ARRAY(
            SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL),
                p.amproc::regprocedure)
            FROM pg_amproc p
            WHERE p.amprocfamily = o.opcfamily AND p.amproclefttype = o.opcintype AND p.amprocrighttype = o.opcintype
            ORDER BY p.amprocnum)) AS members (operators, functions)

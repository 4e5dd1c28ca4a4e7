-- One row per operator family of the selected schemas; its access method distinguishes it from others of its name. Operators and functions are
-- those that are in the definition of none of its classes. Columns as ObjectReader says.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT f.oid,
    f.opfnamespace AS schema,
    0 AS relation,
    f.opfname || ' USING ' || m.amname AS identity,
    f.opfname AS name,
    pg_get_userbyid(f.opfowner) AS owner,
    obj_description(f.oid, 'pg_opfamily') AS comment,
    format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname)
        || CASE WHEN cardinality(members.operators || members.functions) = 0 THEN '' ELSE
            format(E';\nALTER OPERATOR FAMILY %I.%I USING %I ADD %s', n.nspname, f.opfname, m.amname,
                array_to_string(members.operators || members.functions, ', ')) END AS definition,
    json_build_object(
        'accessMethod', m.amname,
        'operatorClasses', ARRAY(
            SELECT format('%I.%I', cn.nspname, c.opcname)
            FROM pg_opclass c
            CROSS JOIN LATERAL (
                SELECT [[NAME pg_namespace.nspname OF c.opcnamespace]]) AS cn (nspname)
            WHERE c.opcfamily = f.oid
            ORDER BY cn.nspname, c.opcname),
        'operators', members.operators,
        'functions', members.functions) AS attributes,
    NULL AS acl
FROM pg_opfamily f
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = f.opfnamespace
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF f.opfnamespace]]) AS n (nspname)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_am.amname OF f.opfmethod]]) AS m (amname)
CROSS JOIN LATERAL (
    SELECT ARRAY(
            SELECT format('OPERATOR %s %s%s', a.amopstrategy, a.amopopr::regoperator,
                (SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
                 FROM pg_opfamily s
                 JOIN pg_namespace sn ON sn.oid = s.opfnamespace
                 WHERE s.oid = a.amopsortfamily AND a.amoppurpose = 'o'))
            FROM pg_amop a
            WHERE a.amopfamily = f.oid
                AND NOT EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = f.oid AND c.opcintype = a.amoplefttype)
            ORDER BY a.amoplefttype::regtype::text, a.amopstrategy, a.amoprighttype::regtype::text),
        ARRAY(
            SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL), format_type(p.amprocrighttype, NULL),
                p.amproc::regprocedure)
            FROM pg_amproc p
            WHERE p.amprocfamily = f.oid
                AND NOT (p.amproclefttype = p.amprocrighttype
                    AND EXISTS (SELECT FROM pg_opclass c WHERE c.opcfamily = f.oid AND c.opcintype = p.amproclefttype))
            ORDER BY p.amproclefttype::regtype::text, p.amprocnum, p.amprocrighttype::regtype::text)) AS members (operators, functions)

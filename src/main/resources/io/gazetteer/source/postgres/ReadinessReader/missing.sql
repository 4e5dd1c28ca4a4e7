-- One row per privilege on the system's catalogs and functions that everybody has from the beginning and this role has not now, as it
-- stands between GRANT and TO. What was never everybody's is not asked for: of pg_subscription, for example, only the columns that
-- hold no password. Parameters: names of catalogs; calls of functions as name/number of arguments. An overload that takes a name in
-- text is skipped where another one takes an oid, as nothing is ever asked by name.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT format('SELECT%s ON pg_catalog.%I', ' (' || open.columns || ')', c.relname) AS privilege
FROM pg_class c
JOIN LATERAL (
    SELECT bool_or(i.objsubid = 0) AS whole,
        string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum)
            FILTER (WHERE NOT has_column_privilege(c.oid, a.attnum, 'SELECT')) AS columns
    FROM pg_init_privs i
    CROSS JOIN LATERAL aclexplode(i.initprivs) AS x
    LEFT JOIN pg_attribute a ON a.attrelid = i.objoid AND a.attnum = i.objsubid AND i.objsubid > 0
    WHERE i.classoid = 'pg_class'::regclass AND i.objoid = c.oid AND x.grantee = 0 AND x.privilege_type = 'SELECT')
    AS open ON open.whole OR open.columns IS NOT NULL
WHERE c.relnamespace = 'pg_catalog'::regnamespace
    AND c.relkind IN ('r', 'v')
    AND c.relname = ANY (CAST(? AS text[]))
    AND NOT has_table_privilege(c.oid, 'SELECT')
UNION ALL
SELECT format('EXECUTE ON FUNCTION pg_catalog.%I(%s)', p.proname, oidvectortypes(p.proargtypes))
FROM pg_proc p
WHERE p.pronamespace = 'pg_catalog'::regnamespace
    AND p.proname || '/' || p.pronargs = ANY (CAST(? AS text[]))
    AND NOT has_function_privilege(p.oid, 'EXECUTE')
    AND NOT EXISTS (
        SELECT
        FROM pg_init_privs i
        WHERE i.classoid = 'pg_proc'::regclass AND i.objoid = p.oid AND i.objsubid = 0
            AND NOT EXISTS (SELECT FROM aclexplode(i.initprivs) AS x WHERE x.grantee = 0 AND x.privilege_type = 'EXECUTE'))
    AND NOT (p.pronargs > 0 AND p.proargtypes[0] = 'text'::regtype AND EXISTS (
        SELECT
        FROM pg_proc other
        WHERE other.pronamespace = p.pronamespace AND other.proname = p.proname AND other.pronargs = p.pronargs
            AND other.proargtypes[0] = 'oid'::regtype))
ORDER BY privilege

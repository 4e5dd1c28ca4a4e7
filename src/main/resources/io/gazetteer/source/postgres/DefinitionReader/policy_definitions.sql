-- One row per policy: its CREATE statement. The expressions open the relation for a moment, so each batch is a transaction of
-- its own. Parameter: oids. Privileges: none. PostgreSQL 13 to 18.
SELECT p.oid,
    format('CREATE POLICY %I ON %I.%I AS %s FOR %s TO %s%s%s', p.polname, n.nspname, c.relname,
        CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
        CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
        (SELECT string_agg(CASE WHEN u.oid = 0 THEN 'PUBLIC' ELSE E'\x01\x02' || quote_ident(pg_get_userbyid(u.oid)) || E'\x02\x01' END, ', ' ORDER BY u.position)
         FROM unnest(p.polroles) WITH ORDINALITY AS u (oid, position)),
        ' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
        ' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') AS definition,
    0 AS part
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF c.relnamespace]]) AS n (nspname)
WHERE p.oid = ANY (CAST(? AS oid[]))

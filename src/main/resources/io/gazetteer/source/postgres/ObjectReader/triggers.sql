-- One row per trigger that people made on relations of the selected schemas, and per copy of one on a partition (internal up to
-- 14, not since); except those behind constraints. Columns as ObjectReader says. A relation that is
-- gone is named by its oid; its schema is found by what it depended on, 0 where that is gone too.
-- Privileges: none. PostgreSQL 13 to 18.
SELECT t.oid,
    coalesce(c.relnamespace, home.oid, 0) AS schema,
    t.tgrelid AS relation,
    t.tgname AS identity,
    t.tgname AS name,
    NULL AS owner,
    d.description AS comment,
    NULL AS definition,
    json_build_object(
        'timing', CASE WHEN t.tgtype & 64 <> 0 THEN 'INSTEAD OF' WHEN t.tgtype & 2 <> 0 THEN 'BEFORE' ELSE 'AFTER' END,
        'events', array_remove(ARRAY[
            CASE WHEN t.tgtype & 4 <> 0 THEN 'INSERT' END,
            CASE WHEN t.tgtype & 8 <> 0 THEN 'DELETE' END,
            CASE WHEN t.tgtype & 16 <> 0 THEN 'UPDATE' END,
            CASE WHEN t.tgtype & 32 <> 0 THEN 'TRUNCATE' END], NULL),
        'level', CASE WHEN t.tgtype & 1 <> 0 THEN 'ROW' ELSE 'STATEMENT' END,
        'columns', ARRAY(
            SELECT a.attname
            FROM unnest(t.tgattr::int2[]) WITH ORDINALITY AS u (number, position)
            JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = u.number
            ORDER BY u.position),
        'function', format('%I.%I', fn.nspname, f.proname),
        'isEnabled', t.tgenabled <> 'D',
        'firesOn', CASE t.tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' WHEN 'D' THEN 'NEVER' ELSE 'ORIGIN' END,
        'isConstraint', t.tgconstraint <> 0,
        'isDeferrable', t.tgdeferrable,
        'isInitiallyDeferred', t.tginitdeferred,
        'isInherited', [[pg_trigger.tgparentid THEN t.tgparentid <> 0 ELSE false]],
        'arguments', CASE WHEN t.tgnargs > 0 THEN
            ARRAY(
                SELECT convert_from(decode(m.part[1], 'hex'), getdatabaseencoding())
                FROM regexp_matches(encode(t.tgargs, 'hex'), '((?:[0-9a-f]{2})*?)00', 'g') WITH ORDINALITY AS m (part, position)
                ORDER BY m.position) END,
        'oldTable', t.tgoldtable,
        'newTable', t.tgnewtable) AS attributes,
    NULL AS acl
FROM pg_trigger t
LEFT JOIN pg_class c ON c.oid = t.tgrelid
LEFT JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
LEFT JOIN LATERAL (
    SELECT g.refobjid
    FROM pg_depend g
    WHERE c.oid IS NULL
        AND g.classid = 'pg_catalog.pg_class'::regclass AND g.objid = t.tgrelid AND g.objsubid = 0
        AND g.refclassid = 'pg_catalog.pg_namespace'::regclass
    LIMIT 1) AS home (oid) ON true
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.proname AS text)) AS name), CAST([[UNKNOWN t.tgfoid]] AS name)), max(named.pronamespace)
    FROM pg_proc named
    WHERE named.oid = t.tgfoid) AS f (proname, pronamespace)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF f.pronamespace]]) AS fn (nspname)
LEFT JOIN pg_description d
    ON d.classoid = 'pg_catalog.pg_trigger'::regclass AND d.objoid = t.oid AND d.objsubid = 0
WHERE (chosen.oid IS NOT NULL OR c.oid IS NULL) AND (NOT t.tgisinternal [[pg_trigger.tgparentid THEN OR (t.tgparentid <> 0 AND t.tgconstraint = 0) ELSE ]]) [[OF t.tgrelid]]

-- One row per rewrite rule on relations of the selected schemas, save those that make views. Columns as ObjectReader says.
-- Rights: none. PostgreSQL 13 to 18.
SELECT r.oid,
    c.relnamespace,
    r.ev_class,
    r.rulename,
    r.rulename,
    NULL,
    obj_description(r.oid, 'pg_rewrite'),
    NULL,
    json_build_object(
        'event', CASE r.ev_type WHEN '1' THEN 'SELECT' WHEN '2' THEN 'UPDATE' WHEN '3' THEN 'INSERT' ELSE 'DELETE' END,
        'isInstead', r.is_instead,
        'isEnabled', r.ev_enabled <> 'D',
        'firesOn', CASE r.ev_enabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' WHEN 'D' THEN 'NEVER' ELSE 'ORIGIN' END),
    NULL
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = c.relnamespace
WHERE r.rulename <> '_RETURN' [[OF r.ev_class]]

-- One row per event trigger of the database. Columns as ObjectReader says. Privileges: none. PostgreSQL 13 to 18.
SELECT e.oid,
    0 AS schema,
    0 AS relation,
    e.evtname AS identity,
    e.evtname AS name,
    pg_get_userbyid(e.evtowner) AS owner,
    obj_description(e.oid, 'pg_event_trigger') AS comment,
    format('CREATE EVENT TRIGGER %I ON %s%s EXECUTE FUNCTION %I.%I()', e.evtname, e.evtevent,
        CASE WHEN e.evttags IS NULL THEN '' ELSE
            ' WHEN TAG IN (' || (SELECT string_agg(quote_literal(u.tag), ', ') FROM unnest(e.evttags) AS u (tag)) || ')' END,
        n.nspname, f.proname) AS definition,
    json_build_object(
        'event', e.evtevent,
        'tags', e.evttags,
        'function', format('%I.%I', n.nspname, f.proname),
        'isEnabled', e.evtenabled <> 'D',
        'firesOn', CASE e.evtenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' WHEN 'D' THEN 'NEVER' ELSE 'ORIGIN' END) AS attributes,
    NULL AS acl
FROM pg_event_trigger e
CROSS JOIN LATERAL (
    SELECT coalesce(CAST(max(CAST(named.proname AS text)) AS name), CAST([[UNKNOWN e.evtfoid]] AS name)), max(named.pronamespace)
    FROM pg_proc named
    WHERE named.oid = e.evtfoid) AS f (proname, pronamespace)
CROSS JOIN LATERAL (
    SELECT [[NAME pg_namespace.nspname OF f.pronamespace]]) AS n (nspname)

-- One row per subscription of the database, without the column with the connection string, which only superusers may read.
-- 13 withholds the oid, and with it the comment, and options. The definition has dots in place of the connection string, and so connects
-- nowhere when it runs; a subscription that is enabled is so by a second statement. Columns as ObjectReader says. Privileges: none, except on servers that withhold more columns. PostgreSQL 13 to 18.
SELECT [[pg_subscription.oid THEN s.oid ELSE 0]] AS oid,
    0 AS schema,
    0 AS relation,
    s.subname AS identity,
    s.subname AS name,
    pg_get_userbyid(s.subowner) AS owner,
    -- The catalog is the server's, and comments on it are the database's all the same.
    obj_description([[pg_subscription.oid THEN s.oid ELSE 0]], 'pg_subscription') AS comment,
    format('CREATE SUBSCRIPTION %I CONNECTION ''dbname=...'' PUBLICATION %s WITH (%s)', s.subname,
        (SELECT string_agg(quote_ident(u.publication), ', ' ORDER BY u.position)
         FROM unnest(s.subpublications) WITH ORDINALITY AS u (publication, position)),
        concat_ws(', ',
            'connect = false',
            'slot_name = ' || coalesce(quote_literal(s.subslotname), 'NONE'),
            [[pg_subscription.subsynccommit THEN 'synchronous_commit = ' || quote_literal(s.subsynccommit), ELSE ]]
            [[pg_subscription.subbinary THEN CASE WHEN s.subbinary THEN 'binary = true' END, ELSE ]]
            'streaming = ' || options.streaming,
            [[pg_subscription.subtwophasestate THEN CASE WHEN s.subtwophasestate <> 'd' THEN 'two_phase = true' END, ELSE ]]
            [[pg_subscription.subdisableonerr THEN CASE WHEN s.subdisableonerr THEN 'disable_on_error = true' END, ELSE ]]
            [[pg_subscription.subpasswordrequired THEN CASE WHEN NOT s.subpasswordrequired THEN 'password_required = false' END, ELSE ]]
            [[pg_subscription.subrunasowner THEN CASE WHEN s.subrunasowner THEN 'run_as_owner = true' END, ELSE ]]
            [[pg_subscription.suborigin THEN 'origin = ' || s.suborigin, ELSE ]]
            [[pg_subscription.subfailover THEN CASE WHEN s.subfailover THEN 'failover = true' END ELSE NULL]]))
        || CASE WHEN s.subenabled THEN format(E';\nALTER SUBSCRIPTION %I ENABLE', s.subname) ELSE '' END AS definition,
    json_build_object(
        'isEnabled', s.subenabled,
        'slotName', s.subslotname,
        'publications', s.subpublications,
        'streaming', options.streaming,
        'synchronousCommit', [[pg_subscription.subsynccommit THEN s.subsynccommit ELSE NULL]],
        'isBinary', [[pg_subscription.subbinary THEN s.subbinary ELSE NULL]],
        'isTwoPhase', [[pg_subscription.subtwophasestate THEN s.subtwophasestate <> 'd' ELSE NULL]],
        'isDisabledOnError', [[pg_subscription.subdisableonerr THEN s.subdisableonerr ELSE NULL]],
        'isPasswordRequired', [[pg_subscription.subpasswordrequired THEN s.subpasswordrequired ELSE NULL]],
        'isRunAsOwner', [[pg_subscription.subrunasowner THEN s.subrunasowner ELSE NULL]],
        'origin', [[pg_subscription.suborigin THEN s.suborigin ELSE NULL]],
        'isFailover', [[pg_subscription.subfailover THEN s.subfailover ELSE NULL]]) AS attributes,
    NULL AS acl
FROM pg_subscription s
JOIN pg_database d ON d.oid = s.subdbid
-- A truth value until 15, a letter since.
CROSS JOIN LATERAL (
    SELECT CASE [[pg_subscription.substream THEN s.substream::text ELSE NULL::text]]
        WHEN 'p' THEN 'parallel' WHEN 't' THEN 'on' WHEN 'true' THEN 'on' WHEN 'f' THEN 'off' WHEN 'false' THEN 'off' END)
    AS options (streaming)
WHERE d.datname = current_database()

-- Functions and procedures.
SELECT oid, pronamespace, proname, prokind, proargtypes, proallargtypes, proargnames, proargmodes,
    pg_get_function_result(oid), prolang, proowner, provolatile, prosecdef, proisstrict, proparallel, pg_get_functiondef(oid)
FROM pg_proc WHERE oid >= 16384 AND prokind IN ('f', 'p')
  AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)

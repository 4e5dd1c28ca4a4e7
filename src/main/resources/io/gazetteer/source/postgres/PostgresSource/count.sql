-- One number: schemas, relations, columns and routines that a read would hand out, for progress.
-- Parameter: oids of the selected schemas. Rights: none. PostgreSQL 13 to 18.
SELECT cardinality(chosen.oids)
    + (SELECT count(*) FROM pg_class c WHERE c.relnamespace = ANY (chosen.oids) AND c.relkind IN ('r', 'p', 'v', 'm', 'f'))
    + (SELECT count(*)
       FROM pg_attribute a
       JOIN pg_class c ON c.oid = a.attrelid
       WHERE c.relnamespace = ANY (chosen.oids) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
         AND a.attnum > 0 AND NOT a.attisdropped)
    + (SELECT count(*) FROM pg_proc p WHERE p.pronamespace = ANY (chosen.oids) AND p.prokind IN ('f', 'p'))
FROM (SELECT CAST(? AS oid[]) AS oids) AS chosen

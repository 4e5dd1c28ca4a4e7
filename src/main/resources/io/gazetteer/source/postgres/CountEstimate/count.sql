-- One number: roughly how many schemas, relations, columns, indexes, sequences, constraints and routines a read would return, for progress.
-- Columns are taken from pg_class, dropped ones among them, as counting a million of them takes a second.
-- Parameter: oids of the selected schemas. Privileges: none. PostgreSQL 13 to 18.
WITH chosen AS (
    SELECT unnest(CAST(? AS oid[])) AS oid
)
SELECT (SELECT count(*) FROM chosen)
    + (SELECT count(*) + coalesce(sum(c.relnatts) FILTER (WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')), 0)
       FROM pg_class c
       JOIN chosen ON chosen.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'i', 'I', 'S'))
    + (SELECT count(*)
       FROM pg_constraint k
       JOIN chosen ON chosen.oid = k.connamespace
       WHERE k.conrelid <> 0 AND k.contype IN ('p', 'u', 'f', 'c', 'x', 'n'))
    + (SELECT count(*) FROM pg_proc p JOIN chosen ON chosen.oid = p.pronamespace WHERE p.prokind IN ('f', 'p')) AS rows

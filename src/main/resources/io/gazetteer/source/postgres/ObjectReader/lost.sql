-- One row per aggregate and range type whose own row is gone, so that neither name nor schema is known: a or r, and the oid.
-- Rights: none. PostgreSQL 13 to 18.
SELECT 'a', CAST(a.aggfnoid AS oid)
FROM pg_aggregate a
WHERE NOT EXISTS (SELECT FROM pg_proc p WHERE p.oid = a.aggfnoid)
UNION ALL
SELECT 'r', r.rngtypid
FROM pg_range r
WHERE NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = r.rngtypid)

-- One row per aggregate whose own row is gone, so that neither name nor schema is known: the oid. Privileges: none. PostgreSQL 13 to 18.
SELECT CAST(a.aggfnoid AS oid) AS oid
FROM pg_aggregate a
WHERE NOT EXISTS (SELECT FROM pg_proc p WHERE p.oid = a.aggfnoid)

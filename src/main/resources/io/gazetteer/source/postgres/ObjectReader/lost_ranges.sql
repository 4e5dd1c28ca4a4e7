-- One row per range type whose own row is gone, so that neither name nor schema is known: the oid. Privileges: none. PostgreSQL 13 to 18.
SELECT r.rngtypid AS oid
FROM pg_range r
WHERE NOT EXISTS (SELECT FROM pg_type t WHERE t.oid = r.rngtypid)

-- One row per name that an expression matches. Privileges: none. PostgreSQL 13 to 18.
SELECT n.name FROM unnest(CAST(:names AS text[])) AS n (name) WHERE n.name COLLATE "C" ~ CAST(:regex AS text)

-- Each relation as it is stored; the reader would resolve the rest.
SELECT oid, relnamespace, relname, relkind, relowner, relpersistence, reltuples, relpages, reltoastrelid, relam, reltablespace,
    relrowsecurity, relispopulated, reloftype, relispartition
FROM pg_class WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND oid >= 16384

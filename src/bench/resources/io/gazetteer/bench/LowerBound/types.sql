-- Types that columns can have; row types and arrays left out.
SELECT oid, typname, typtype, typbasetype, typtypmod, typcollation FROM pg_type
WHERE oid < 16384 OR (typtype <> 'c' AND typcategory <> 'A')

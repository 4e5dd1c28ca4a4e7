-- Waits for the lock and holds it until the transaction ends. The function itself returns nothing that could be read.
SELECT true
  FROM (SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(:name, 0))) AS held

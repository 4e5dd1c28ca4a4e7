-- One row: whether the selected schemas are a small part of a catalog that is not small, by the columns of their relations: a
-- twentieth at most of 50 thousand and more. Parameter: oids of the selected schemas. Privileges: none. PostgreSQL 13 to 18.
SELECT sum(c.relnatts) >= greatest(
    50000,
    20 * coalesce(sum(c.relnatts) FILTER (WHERE c.relnamespace = ANY (CAST(? AS oid[]))), 0)) AS thin
FROM pg_class c
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')

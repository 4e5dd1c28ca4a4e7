-- One row per column that takes part in a constraint or an index of the selected schemas, or is referred to by one, with its
-- type and collation; some come several times, which is read sooner than removed. The columns of a primary key, a unique constraint
-- or an exclusion are those of its index. An index is in the schema of its table. OFFSET keeps the planner from reading all columns of the
-- server. Privileges: none. PostgreSQL 13 to 18.
SELECT a.attrelid AS relation, a.attnum AS number, a.attname AS name, a.atttypid AS type, a.attcollation AS collation
FROM (
    SELECT k.conrelid, unnest(k.conkey)
    FROM pg_constraint k
    JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = k.connamespace
    WHERE k.conrelid <> 0 AND k.contype NOT IN ('p', 'u', 'x') [[OF k.conrelid, k.confrelid]]
    UNION ALL
    SELECT k.confrelid, unnest(k.confkey)
    FROM pg_constraint k
    JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = k.connamespace
    WHERE k.contype = 'f' [[OF k.conrelid, k.confrelid]]
    UNION ALL
    SELECT i.indrelid, unnest(i.indkey::int2[])
    FROM pg_index i
    JOIN pg_class r ON r.oid = i.indrelid
    JOIN unnest(current_setting('gazetteer.schemas')::oid[]) AS chosen (oid) ON chosen.oid = r.relnamespace
    WHERE true [[OF i.indrelid]]
) AS used (relation, number)
CROSS JOIN LATERAL (
    SELECT *
    FROM pg_attribute one
    WHERE one.attrelid = used.relation AND one.attnum = used.number AND used.number > 0
    OFFSET 0) AS a

-- One row per node: a comment belongs to the relation whose part it describes, or to the type (oid and 2^32) or routine (oid and 2^33);
-- -1 for all else and for the server's own. Without comments on temporary tables and their parts, which LIKE copies.
-- Privileges: none. PostgreSQL 14 to 18.
SELECT CASE
        WHEN t.objoid < 16384 THEN -1
        WHEN part.class = 'pg_type' THEN 4294967296 + CAST(t.objoid AS bigint)
        WHEN part.class = 'pg_proc' THEN 8589934592 + CAST(t.objoid AS bigint)
        WHEN part.class = 'pg_constraint' AND k.conrelid = 0 THEN 4294967296 + CAST(k.contypid AS bigint)
        ELSE coalesce(CAST(part.relation AS bigint), -1)
    END AS node,
    count(*) AS row_count,
    bit_xor(hash_record_extended(ROW(t.xmin, t.ctid), 0)) AS versions
FROM pg_catalog.pg_description t
LEFT JOIN pg_catalog.pg_index i ON t.classoid = 'pg_catalog.pg_class'::regclass AND i.indexrelid = t.objoid
LEFT JOIN pg_catalog.pg_constraint k ON t.classoid = 'pg_catalog.pg_constraint'::regclass AND k.oid = t.objoid
LEFT JOIN pg_catalog.pg_trigger g ON t.classoid = 'pg_catalog.pg_trigger'::regclass AND g.oid = t.objoid
LEFT JOIN pg_catalog.pg_policy p ON t.classoid = 'pg_catalog.pg_policy'::regclass AND p.oid = t.objoid
LEFT JOIN pg_catalog.pg_rewrite r ON t.classoid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = t.objoid
LEFT JOIN pg_catalog.pg_statistic_ext s ON t.classoid = 'pg_catalog.pg_statistic_ext'::regclass AND s.oid = t.objoid
CROSS JOIN LATERAL (
    SELECT CASE t.classoid
            WHEN 'pg_catalog.pg_class'::regclass THEN 'pg_class'
            WHEN 'pg_catalog.pg_type'::regclass THEN 'pg_type'
            WHEN 'pg_catalog.pg_proc'::regclass THEN 'pg_proc'
            WHEN 'pg_catalog.pg_constraint'::regclass THEN 'pg_constraint'
            ELSE ''
        END,
        CASE
            WHEN t.classoid = 'pg_catalog.pg_class'::regclass THEN coalesce(i.indrelid, t.objoid)
            ELSE coalesce(nullif(k.conrelid, 0), g.tgrelid, p.polrelid, r.ev_class, s.stxrelid)
        END) AS part (class, relation)
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.oid = part.relation AND c.relpersistence = 't')
GROUP BY 1

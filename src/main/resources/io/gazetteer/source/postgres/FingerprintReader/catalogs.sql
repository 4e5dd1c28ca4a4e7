-- One row per catalog of the server: its name, how its part of the fingerprint is made, of what, which columns are left out, and
-- whether the user may read it. Ways: rows = versions of all rows; rows_of_relations, rows_in_schemas = the same without what
-- belongs to a temporary or TOAST table, or lies in a temporary schema, by the column named; values = contents of the columns that the user
-- may read; own = a statement of the catalog's name; none = nothing that is shown depends on it. A catalog that is not named here is read
-- as rows, so that one which a later version adds is not forgotten.
-- Values stand in for rows where the user may not read a catalog but a view of it, and for pg_class, where TRUNCATE, REFRESH,
-- REINDEX and VACUUM write versions that tell nothing: storage and figures are left out. Rights: none. PostgreSQL 14 to 18.
SELECT c.relname,
    CASE WHEN known.way = 'values' AND c.relname <> 'pg_class' AND has_table_privilege(c.oid, 'SELECT') THEN 'rows' ELSE coalesce(known.way, 'rows') END,
    known.part,
    known.left_out,
    coalesce(known.way IN ('none', 'values'), false) OR has_table_privilege(c.oid, 'SELECT')
FROM pg_class c
LEFT JOIN (VALUES
    ('pg_class', 'values', 'pg_class', '{relfilenode,relpages,reltuples,relallvisible,relallfrozen,reltoastrelid,relhasindex,relhasrules,relhastriggers,relhassubclass,relfrozenxid,relminmxid,relrewrite}'),
    ('pg_authid', 'values', 'pg_roles', '{rolpassword}'),
    ('pg_user_mapping', 'values', 'pg_user_mappings', '{umoptions}'),
    ('pg_subscription', 'values', 'pg_subscription', '{subconninfo}'),
    ('pg_attribute', 'own', NULL, NULL),
    ('pg_database', 'own', NULL, NULL),
    ('pg_depend', 'own', NULL, NULL),
    ('pg_description', 'own', NULL, NULL),
    ('pg_namespace', 'own', NULL, NULL),
    ('pg_attrdef', 'rows_of_relations', 'adrelid', NULL),
    ('pg_index', 'rows_of_relations', 'indrelid', NULL),
    ('pg_inherits', 'rows_of_relations', 'inhrelid', NULL),
    ('pg_partitioned_table', 'rows_of_relations', 'partrelid', NULL),
    ('pg_policy', 'rows_of_relations', 'polrelid', NULL),
    ('pg_rewrite', 'rows_of_relations', 'ev_class', NULL),
    ('pg_sequence', 'rows_of_relations', 'seqrelid', NULL),
    ('pg_trigger', 'rows_of_relations', 'tgrelid', NULL),
    ('pg_constraint', 'rows_in_schemas', 'connamespace', NULL),
    ('pg_proc', 'rows_in_schemas', 'pronamespace', NULL),
    ('pg_statistic_ext', 'rows_in_schemas', 'stxnamespace', NULL),
    ('pg_type', 'rows_in_schemas', 'typnamespace', NULL),
    ('pg_largeobject', 'none', NULL, NULL),
    ('pg_largeobject_metadata', 'none', NULL, NULL),
    ('pg_shdepend', 'none', NULL, NULL),
    ('pg_statistic', 'none', NULL, NULL),
    ('pg_statistic_ext_data', 'none', NULL, NULL),
    ('pg_subscription_rel', 'none', NULL, NULL))
    AS known (catalog, way, part, left_out) ON known.catalog = c.relname
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND c.oid < 16384
ORDER BY c.relname

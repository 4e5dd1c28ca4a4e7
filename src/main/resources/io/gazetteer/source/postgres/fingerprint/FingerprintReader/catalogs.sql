-- One row per catalog of the server: its name, how its part of the fingerprint is made, of what, which columns are excluded, and
-- whether the user may read it. Ways: rows = versions of all rows as one; rows_of_relations, rows_of_types = versions for each relation or
-- type, by the column named; values = contents of the
-- columns that the user may read; own = a statement of the catalog's name; none = nothing that is shown depends on it. A catalog that is not
-- named here is read as rows, so that one which a later version adds is not forgotten. Where all is one, any change of the catalog means
-- that everything is read; parts for each relation, type or routine (nodes) say what must be read.
-- The largest come first, so that two readers end together. Values stand in for rows where the user may not read a catalog but a view of it. Privileges: none. PostgreSQL 14 to 18.
SELECT c.relname AS catalog,
    CASE WHEN known.way = 'values' AND has_table_privilege(c.oid, 'SELECT') THEN 'rows' ELSE coalesce(known.way, 'rows') END AS way,
    known.part,
    known.excluded,
    coalesce(known.way IN ('none', 'values'), false) OR has_table_privilege(c.oid, 'SELECT') AS readable
FROM pg_class c
LEFT JOIN (VALUES
    ('pg_class', 'own', 'pg_class', '{relfilenode,relpages,reltuples,relallvisible,relallfrozen,reltoastrelid,relhasindex,relhasrules,relhastriggers,relhassubclass,relfrozenxid,relminmxid,relrewrite}'),
    ('pg_authid', 'values', 'pg_roles', '{rolpassword}'),
    ('pg_user_mapping', 'values', 'pg_user_mappings', '{umoptions}'),
    ('pg_subscription', 'values', 'pg_subscription', '{subconninfo}'),
    ('pg_attribute', 'own', NULL, NULL),
    ('pg_constraint', 'own', NULL, NULL),
    ('pg_database', 'own', NULL, NULL),
    ('pg_depend', 'own', NULL, NULL),
    ('pg_description', 'own', NULL, NULL),
    ('pg_inherits', 'own', NULL, NULL),
    ('pg_largeobject_metadata', 'own', NULL, NULL),
    ('pg_namespace', 'own', NULL, NULL),
    ('pg_proc', 'own', NULL, NULL),
    ('pg_type', 'own', NULL, NULL),
    ('pg_attrdef', 'rows_of_relations', 'adrelid', NULL),
    ('pg_foreign_table', 'rows_of_relations', 'ftrelid', NULL),
    ('pg_index', 'rows_of_relations', 'indrelid', NULL),
    ('pg_partitioned_table', 'rows_of_relations', 'partrelid', NULL),
    ('pg_policy', 'rows_of_relations', 'polrelid', NULL),
    ('pg_rewrite', 'rows_of_relations', 'ev_class', NULL),
    ('pg_sequence', 'rows_of_relations', 'seqrelid', NULL),
    ('pg_trigger', 'rows_of_relations', 'tgrelid', NULL),
    ('pg_statistic_ext', 'rows_of_relations', 'stxrelid', NULL),
    ('pg_enum', 'rows_of_types', 'enumtypid', NULL),
    ('pg_range', 'rows_of_types', 'rngtypid', NULL),
    ('pg_largeobject', 'none', NULL, NULL),
    ('pg_shdepend', 'none', NULL, NULL),
    ('pg_statistic', 'none', NULL, NULL),
    ('pg_statistic_ext_data', 'none', NULL, NULL),
    ('pg_subscription_rel', 'none', NULL, NULL))
    AS known (catalog, way, part, excluded) ON known.catalog = c.relname
WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND c.oid < 16384
ORDER BY c.relpages DESC, c.relname

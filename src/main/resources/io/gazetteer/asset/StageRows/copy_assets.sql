-- Binary, in the order in which StageRows sends the fields; the rest takes its default.
COPY asset (type_name, qualified_name, guid, name, parent_qualified_name, parent_type_name, database_name, schema_name,
    relation_name, ordinal, content_hash, attributes, statistics_hash, statistics, connection_qualified_name, created_at,
    created_by, created_in, updated_at, updated_by)
FROM STDIN (FORMAT binary)

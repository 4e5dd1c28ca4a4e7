-- Connections, by name. A filter that is NULL does not restrict.
SELECT qualified_name, guid, name, connector_name, category, attributes, admin_roles, admin_groups, admin_users,
       allow_query, allow_query_preview, row_limit, default_credential_guid, created_at, created_by, updated_at
FROM connection
WHERE (cast(:qualifiedName AS text) IS NULL OR qualified_name = :qualifiedName)
  AND (cast(:guid AS uuid) IS NULL OR guid = cast(:guid AS uuid))
ORDER BY name, qualified_name

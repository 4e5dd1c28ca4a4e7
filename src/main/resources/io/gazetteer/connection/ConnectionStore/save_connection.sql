-- A connection, new or with its attributes replaced; guid and creation stay those of the first time.
INSERT INTO connection (
  qualified_name, guid, name, connector_name, category, attributes, admin_roles, admin_groups, admin_users,
  allow_query, allow_query_preview, row_limit, default_credential_guid, created_at, created_by, updated_at)
VALUES (
  :qualifiedName, :guid, :name, :connectorName, :category, cast(:attributes AS jsonb),
  ARRAY(SELECT jsonb_array_elements_text(cast(:adminRoles AS jsonb))),
  ARRAY(SELECT jsonb_array_elements_text(cast(:adminGroups AS jsonb))),
  ARRAY(SELECT jsonb_array_elements_text(cast(:adminUsers AS jsonb))),
  :allowQuery, :allowQueryPreview, :rowLimit, cast(:credentialGuid AS uuid), :now, :createdBy, :now)
ON CONFLICT ON CONSTRAINT connection_pk DO UPDATE
SET name = excluded.name, connector_name = excluded.connector_name, category = excluded.category,
    attributes = excluded.attributes, admin_roles = excluded.admin_roles, admin_groups = excluded.admin_groups,
    admin_users = excluded.admin_users, allow_query = excluded.allow_query,
    allow_query_preview = excluded.allow_query_preview, row_limit = excluded.row_limit,
    default_credential_guid = coalesce(excluded.default_credential_guid, connection.default_credential_guid),
    updated_at = excluded.updated_at

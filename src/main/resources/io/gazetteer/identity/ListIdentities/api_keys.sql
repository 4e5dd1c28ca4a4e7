-- One row per valid API token, without anything from which the token could be made. clientId = the token's id. The Java SDK
-- reads personas and permissions without checking that they are there; numbers in attributes are text, as it writes them.
SELECT cast(t.id AS text) AS id, cast(t.id AS text) AS client_id, t.display_name, t.created_at,
       jsonb_build_object('id', t.id, 'clientId', t.id, 'displayName', t.display_name,
                          'attributes', jsonb_build_object(
                              'clientId', t.id, 'displayName', t.display_name, 'description', '',
                              'createdBy', u.username, 'personaQualifiedName', cast('[]' AS jsonb),
                              'workspacePermissions', cast('[]' AS jsonb),
                              'access.token.lifespan', coalesce(
                                  cast(cast(floor(extract(epoch FROM t.expires_at - t.created_at)) AS bigint) AS text), '-1'),
                              'createdAt', cast(cast(floor(extract(epoch FROM t.created_at) * 1000) AS bigint) AS text))) AS record
  FROM api_token t
  JOIN app_user u ON u.id = t.user_id
 WHERE t.revoked_at IS NULL
   AND (t.expires_at IS NULL OR t.expires_at > now())

-- One row per user. record = what clients see; the role is the highest one held. The Java SDK uses the email address as a
-- key and fails on null: a user without one gets an address that no mail server accepts.
SELECT cast(u.id AS text) AS id, u.username, known.email, u.first_name, u.last_name, cast(u.enabled AS text) AS enabled,
       u.created_at,
       jsonb_build_object('id', u.id, 'username', u.username, 'email', known.email, 'firstName', coalesce(u.first_name, ''),
                          'lastName', coalesce(u.last_name, ''), 'enabled', u.enabled, 'emailVerified', false,
                          'workspaceRole', coalesce(held.names ->> 0, '$guest'), 'roles', held.names,
                          'attributes', cast('{}' AS jsonb), 'personas', cast('[]' AS jsonb),
                          'createdTimestamp', cast(floor(extract(epoch FROM u.created_at) * 1000) AS bigint),
                          'lastLoginTime', NULL,
                          'groupCount', (SELECT count(*) FROM membership m
                                          WHERE m.user_id = u.id AND m.group_id IS NOT NULL)) AS record
  FROM app_user u
 CROSS JOIN LATERAL (SELECT coalesce(nullif(btrim(u.email), ''),
                                     CASE WHEN u.username LIKE '%_@_%' THEN u.username
                                          ELSE u.username || '@gazetteer.invalid' END) AS email) AS known
 CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(r.name ORDER BY r.id), cast('[]' AS jsonb)) AS names
                       FROM membership m JOIN app_role r ON r.id = m.role_id
                      WHERE m.user_id = u.id) AS held

-- One row a group. record = what clients see; each attribute is an array of texts, as the SDKs read them.
SELECT cast(g.id AS text) AS id, g.name, g.alias,
       jsonb_build_object('id', g.id, 'name', g.name, 'alias', g.alias, 'path', '/' || g.name,
                          'attributes', jsonb_build_object('alias', jsonb_build_array(g.alias),
                                                           'description', jsonb_build_array(g.description),
                                                           'isDefault', cast('["false"]' AS jsonb)),
                          'roles', cast('[]' AS jsonb), 'personas', cast('[]' AS jsonb), 'purposes', cast('[]' AS jsonb), 'userCount', members.n) AS record
  FROM app_group g
 CROSS JOIN LATERAL (SELECT count(*) AS n FROM membership m WHERE m.group_id = g.id) AS members

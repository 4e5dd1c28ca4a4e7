-- One row a role. record = what clients see; the counts in it are text, because the SDKs read text.
SELECT cast(r.id AS text) AS id, r.name, r.description, r.level,
       jsonb_build_object('id', r.id, 'name', r.name, 'description', r.description, 'clientRole', false,
                          'level', r.level, 'memberCount', cast(members.n AS text), 'userCount', cast(members.n AS text)) AS record
  FROM app_role r
 CROSS JOIN LATERAL (SELECT count(*) AS n FROM membership m WHERE m.role_id = r.id) AS members

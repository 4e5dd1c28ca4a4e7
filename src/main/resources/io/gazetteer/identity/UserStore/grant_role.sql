-- Gives a user a role; nothing happens where they have it.
INSERT INTO membership (user_id, role_id)
SELECT u.id, r.id
  FROM app_user u CROSS JOIN app_role r
 WHERE lower(u.username) = lower(:username) AND r.name = :role
ON CONFLICT (user_id, role_id) WHERE role_id IS NOT NULL DO NOTHING

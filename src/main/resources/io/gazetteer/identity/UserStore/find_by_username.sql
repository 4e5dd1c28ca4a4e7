-- One row or none: an enabled user by name, whatever its case. password_hash NULL = cannot sign in by password.
SELECT u.id, u.username, u.password_hash,
       coalesce((SELECT array_agg(r.name ORDER BY r.name)
                   FROM membership m JOIN app_role r ON r.id = m.role_id
                  WHERE m.user_id = u.id), '{}') AS roles
  FROM app_user u
 WHERE lower(u.username) = lower(:username)
   AND u.enabled

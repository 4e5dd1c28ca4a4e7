-- One row a group that the user is in; no row where there is no such user.
SELECT cast(m.group_id AS text) AS id
  FROM membership m
 WHERE cast(m.user_id AS text) = :holder AND m.group_id IS NOT NULL

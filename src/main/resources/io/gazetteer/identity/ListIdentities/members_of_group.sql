-- One row a user who is in the group; no row where there is no such group.
SELECT cast(m.user_id AS text) AS id
  FROM membership m
 WHERE cast(m.group_id AS text) = :holder

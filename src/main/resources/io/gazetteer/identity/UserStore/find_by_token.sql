-- One row or none: the enabled user whose API token has this digest, is not revoked and not expired.
SELECT u.id, u.username, NULL AS password_hash,
       coalesce((SELECT array_agg(r.name ORDER BY r.name)
                   FROM membership m JOIN app_role r ON r.id = m.role_id
                  WHERE m.user_id = u.id), '{}') AS roles
  FROM api_token t
  JOIN app_user u ON u.id = t.user_id
 WHERE t.token_sha256 = :digest
   AND t.revoked_at IS NULL
   AND (t.expires_at IS NULL OR t.expires_at > :now)
   AND u.enabled

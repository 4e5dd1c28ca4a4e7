-- Stores a token's digest for a user; a revoked one with the same digest is valid again.
INSERT INTO api_token (user_id, display_name, token_sha256, source, created_at)
SELECT id, :displayName, :digest, :source, :now FROM app_user WHERE lower(username) = lower(:username)
ON CONFLICT (token_sha256) DO UPDATE SET revoked_at = NULL
 WHERE api_token.revoked_at IS NOT NULL

-- Revokes every configured token but the one with this digest.
UPDATE api_token SET revoked_at = :now
 WHERE source = 'configured' AND token_sha256 <> :digest AND revoked_at IS NULL

-- Seals the marker with another key, once all secrets are sealed with that one.
UPDATE secret_key_check SET key_id = :keyId, sealed = :sealed

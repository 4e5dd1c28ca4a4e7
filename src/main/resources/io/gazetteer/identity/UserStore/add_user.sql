-- Adds a user unless the name is taken.
INSERT INTO app_user (username, created_at) VALUES (:username, :now)
ON CONFLICT ((lower(username))) DO NOTHING

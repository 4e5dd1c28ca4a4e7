-- Replaces the hash of one user.
UPDATE app_user SET password_hash = :hash WHERE lower(username) = lower(:username)

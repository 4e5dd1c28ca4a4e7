-- One row: the hash of a user, enabled or not; NULL = no password.
SELECT password_hash FROM app_user WHERE lower(username) = lower(:username)

-- The known text as sealed with this installation's key; no row before the first start.
SELECT key_id, sealed FROM secret_key_check

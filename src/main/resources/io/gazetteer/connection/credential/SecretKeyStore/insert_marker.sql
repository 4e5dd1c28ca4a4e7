-- Keeps the marker of the first start; a second replica that starts at the same time changes nothing.
INSERT INTO secret_key_check (key_id, sealed) VALUES (:keyId, :sealed)
ON CONFLICT ON CONSTRAINT secret_key_check_pk DO NOTHING

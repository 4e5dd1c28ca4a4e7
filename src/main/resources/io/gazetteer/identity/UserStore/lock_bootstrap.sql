-- Held until the transaction ends, so that replicas that start together make one administrator.
SELECT pg_advisory_xact_lock(hashtext('gazetteer.first_administrator'))

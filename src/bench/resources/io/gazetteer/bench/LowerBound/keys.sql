-- Primary and foreign keys.
SELECT conrelid, contype, conkey FROM pg_constraint WHERE contype IN ('p', 'f') AND conrelid >= 16384

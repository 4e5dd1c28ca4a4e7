-- Keeps what a complete crawl saw and left, in the transaction of its merge. Run and time are those of the last full
-- read, so that the next one comes in time.
INSERT INTO database_fingerprint (connection_qualified_name, database_name, reader, fingerprint, run_name, read_at, assets, assets_hash)
VALUES (:connection, :database, :reader, :fingerprint, :fullRun, :fullAt, :assets, :assetsHash)
ON CONFLICT ON CONSTRAINT database_fingerprint_pk
DO UPDATE SET reader = excluded.reader,
    fingerprint = excluded.fingerprint,
    run_name = excluded.run_name,
    read_at = excluded.read_at,
    assets = excluded.assets,
    assets_hash = excluded.assets_hash

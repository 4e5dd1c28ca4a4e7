-- What keeps a late, foreign or narrowed read from taking assets away.

ALTER TABLE database_sync ADD COLUMN changes bigint NOT NULL DEFAULT 0;

COMMENT ON COLUMN database_sync.changes IS 'How many merges have changed an asset of the database. A read that began at another number is older than what is stored, and may not be merged.';

CREATE TABLE schema_read (
    connection_qualified_name text COLLATE "C" NOT NULL,
    database_name text COLLATE "C" NOT NULL,
    schema_name text COLLATE "C" NOT NULL,
    workflow_name text COLLATE "C" NOT NULL,
    CONSTRAINT schema_read_pkey PRIMARY KEY (connection_qualified_name, database_name, schema_name, workflow_name)
);

COMMENT ON TABLE schema_read IS 'Which schemas each workflow read the last time it read the database. What another workflow reads is not archived as left out by a filter.';

INSERT INTO schema_read (connection_qualified_name, database_name, schema_name, workflow_name)
SELECT DISTINCT a.connection_qualified_name, a.database_name, a.schema_name, w.name
FROM asset a
JOIN workflow w ON w.name = a.created_by AND w.connection_qualified_name = a.connection_qualified_name
WHERE a.database_name IS NOT NULL AND a.schema_name IS NOT NULL;

-- Approvals so far were for a number of assets, not for these and no others: they are asked for again.
DELETE FROM archive_hold;

ALTER TABLE archive_hold
    ADD COLUMN workflow_name text COLLATE "C" NOT NULL,
    ADD COLUMN candidates_digest text COLLATE "C" NOT NULL,
    ADD COLUMN filtered_out bigint NOT NULL,
    DROP CONSTRAINT archive_hold_pkey,
    ADD CONSTRAINT archive_hold_pkey PRIMARY KEY (connection_qualified_name, database_name, workflow_name),
    ADD CONSTRAINT archive_hold_filtered_out CHECK (filtered_out BETWEEN 0 AND candidates);

COMMENT ON COLUMN archive_hold.candidates IS 'How many assets would be archived.';
COMMENT ON COLUMN archive_hold.filtered_out IS 'How many of them still exist at the source and are left out by the filter.';
COMMENT ON COLUMN archive_hold.candidates_digest IS 'SHA-256 over the guids of the candidates in their order, in hexadecimal. An approval covers this list and no other.';

ALTER TABLE workflow ADD COLUMN archive_filtered_out boolean NOT NULL DEFAULT false;

COMMENT ON COLUMN workflow.archive_filtered_out IS 'Whether a run archives what its filters leave out and no other workflow reads.';

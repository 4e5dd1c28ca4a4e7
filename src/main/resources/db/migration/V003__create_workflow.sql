CREATE TABLE workflow (
  name text COLLATE "C" CONSTRAINT workflow_pk PRIMARY KEY,
  uid uuid NOT NULL CONSTRAINT workflow_uid_uq UNIQUE,
  namespace text NOT NULL,
  package_name text NOT NULL,
  template_name text NOT NULL,
  connection_qualified_name text COLLATE "C" NOT NULL
    CONSTRAINT workflow_connection_fk REFERENCES connection (qualified_name),
  credential_guid uuid CONSTRAINT workflow_credential_fk REFERENCES credential (guid),
  extraction_method text NOT NULL,
  definition jsonb NOT NULL,
  include_filter jsonb,
  exclude_filter jsonb,
  table_regex text,
  generation integer NOT NULL DEFAULT 1,
  request_fingerprint text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz,
  CONSTRAINT workflow_extraction_method_known CHECK (extraction_method IN ('DIRECT', 'S3', 'AGENT')),
  CONSTRAINT workflow_definition_without_payload
    CHECK (jsonb_typeof(definition) = 'object' AND NOT definition ? 'payload'),
  CONSTRAINT workflow_generation_positive CHECK (generation > 0),
  CONSTRAINT workflow_filters_objects CHECK (
    (include_filter IS NULL OR jsonb_typeof(include_filter) = 'object')
    AND (exclude_filter IS NULL OR jsonb_typeof(exclude_filter) = 'object'))
);
CREATE INDEX workflow_created_ix ON workflow (created_at DESC, name);
CREATE INDEX workflow_connection_ix ON workflow (connection_qualified_name);
CREATE INDEX workflow_credential_ix ON workflow (credential_guid);
COMMENT ON COLUMN workflow.definition IS 'metadata.labels, metadata.annotations and spec in the form that the SDKs send, without payload';
COMMENT ON COLUMN workflow.credential_guid IS 'NULL where nothing has to be signed in to (offline extraction)';
COMMENT ON COLUMN workflow.include_filter IS 'Database regex to list of schema regexes, as written; NULL or {} = everything; an empty list = the whole database';
COMMENT ON COLUMN workflow.exclude_filter IS 'Like include_filter, and wins over it; NULL or {} = nothing';
COMMENT ON COLUMN workflow.table_regex IS 'Tables and views with a matching name are left out; NULL = none';
COMMENT ON COLUMN workflow.request_fingerprint IS 'Keyed hash of the request that created it, to recognise a repeat of the same request';
COMMENT ON COLUMN workflow.archived_at IS 'Not found any more from then on; NULL = in use';

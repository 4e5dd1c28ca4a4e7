-- What to crawl, and when.

CREATE TABLE workflow (
  name text COLLATE "C" CONSTRAINT workflow_pk PRIMARY KEY,
  uid uuid NOT NULL CONSTRAINT workflow_uid_uk UNIQUE,
  namespace text NOT NULL,
  package_name text NOT NULL,
  template_name text NOT NULL,
  connection_qualified_name text COLLATE "C" NOT NULL
    CONSTRAINT workflow_connection_fk REFERENCES connection (qualified_name),
  credential_guid uuid CONSTRAINT workflow_credential_fk REFERENCES credential (guid),
  extraction_method text NOT NULL,
  definition jsonb NOT NULL,
  settings jsonb NOT NULL,
  include_filter jsonb,
  exclude_filter jsonb,
  table_regex text,
  archive_filtered_out boolean NOT NULL DEFAULT false,
  generation integer NOT NULL DEFAULT 1,
  request_fingerprint text NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz,
  version bigint NOT NULL DEFAULT 0,
  CONSTRAINT workflow_extraction_method_known CHECK (extraction_method IN ('DIRECT', 'S3', 'AGENT')),
  CONSTRAINT workflow_definition_without_payload
    CHECK (jsonb_typeof(definition) = 'object' AND NOT definition ? 'payload'),
  CONSTRAINT workflow_settings_object CHECK (jsonb_typeof(settings) = 'object'),
  CONSTRAINT workflow_generation_positive CHECK (generation > 0),
  CONSTRAINT workflow_filters_objects CHECK (
    (include_filter IS NULL OR jsonb_typeof(include_filter) = 'object')
    AND (exclude_filter IS NULL OR jsonb_typeof(exclude_filter) = 'object'))
);
CREATE INDEX workflow_created_ix ON workflow (created_at DESC, name);
CREATE INDEX workflow_connection_ix ON workflow (connection_qualified_name);
CREATE INDEX workflow_credential_ix ON workflow (credential_guid);
COMMENT ON COLUMN workflow.definition IS 'The document that clients of the SDKs sent, without payload; returned to them and searched by them, and otherwise not read';
COMMENT ON COLUMN workflow.settings IS
  'What no other column holds: excludeViews, excludeEmptyTables, extensionSchemas, fullRead, purge; bucket, prefix and region of files; publish, publishStore, publishKeepRuns, publishKeepDays; parameters';
COMMENT ON COLUMN workflow.credential_guid IS 'NULL where nothing has to be signed in to (offline extraction)';
COMMENT ON COLUMN workflow.include_filter IS 'Database regex to list of schema regexes, as written; NULL or {} = everything; an empty list = the whole database';
COMMENT ON COLUMN workflow.exclude_filter IS 'Like include_filter, and wins over it; NULL or {} = nothing';
COMMENT ON COLUMN workflow.table_regex IS 'Tables and views with a matching name are excluded; NULL = none';
COMMENT ON COLUMN workflow.archive_filtered_out IS 'Whether a run archives what its filters exclude and no other workflow reads';
COMMENT ON COLUMN workflow.request_fingerprint IS 'Keyed hash of the request that created it, to recognise a repeat of the same request';
COMMENT ON COLUMN workflow.archived_at IS 'Not found any more from then on; NULL = in use';

CREATE TABLE schedule (
  workflow_name  text COLLATE "C" NOT NULL,
  trigger_id     text COLLATE "C" NOT NULL,
  cron           text NOT NULL,
  time_zone      text NOT NULL,
  run_kind       text NOT NULL,
  set_at         timestamptz NOT NULL,
  set_by_id      text NOT NULL,
  set_by         text NOT NULL,
  next_at        timestamptz NOT NULL,
  last_at        timestamptz,
  last_run_name  text,
  version        bigint NOT NULL DEFAULT 0,
  CONSTRAINT schedule_pk PRIMARY KEY (workflow_name, trigger_id),
  CONSTRAINT schedule_trigger_ck CHECK (trigger_id ~ '^cron(-[1-9][0-9]*)?$'),
  CONSTRAINT schedule_workflow_fk FOREIGN KEY (workflow_name) REFERENCES workflow (name) ON DELETE CASCADE,
  CONSTRAINT schedule_last_ck CHECK ((last_at IS NULL) = (last_run_name IS NULL)),
  CONSTRAINT schedule_order_ck CHECK (last_at < next_at)
);
CREATE INDEX schedule_next_at_idx ON schedule (next_at);
COMMENT ON TABLE schedule IS 'When workflows in use run by themselves.';
COMMENT ON COLUMN schedule.trigger_id IS
  'cron = the schedule in the workflow''s annotations; cron-2 and so on = further ones, set through the app calls.';
COMMENT ON COLUMN schedule.cron IS 'Minute, hour, day of month, month, day of week, as in Unix.';
COMMENT ON COLUMN schedule.time_zone IS 'Name in the IANA time zone database in which cron is read.';
COMMENT ON COLUMN schedule.set_by IS 'Runs are asked for in the name of this user.';
COMMENT ON COLUMN schedule.next_at IS 'When it is due next. In the past: due now, also where the service was not there at the time.';
COMMENT ON COLUMN schedule.last_at IS 'Due time of the last run that it started; null = none yet.';

CREATE TABLE schedule_due (
  workflow_name text COLLATE "C" NOT NULL,
  due_at        timestamptz NOT NULL,
  outcome       text NOT NULL,
  run_name      text,
  decided_at    timestamptz NOT NULL,
  CONSTRAINT schedule_due_pk PRIMARY KEY (workflow_name, due_at),
  CONSTRAINT schedule_due_outcome_ck CHECK (outcome IN ('STARTED', 'SKIPPED', 'MISSED')),
  CONSTRAINT schedule_due_run_ck CHECK ((outcome = 'MISSED') = (run_name IS NULL))
);
CREATE INDEX schedule_due_due_at_idx ON schedule_due (due_at);
COMMENT ON TABLE schedule_due IS 'What became of each time at which a schedule was due. Outlives the schedule.';
COMMENT ON COLUMN schedule_due.outcome IS
  'STARTED = a run; SKIPPED = an earlier run had not ended; MISSED = the service was not there, and a later due time was made up for instead';
COMMENT ON COLUMN schedule_due.run_name IS 'STARTED: the run; SKIPPED: the run that had not ended; MISSED: null.';

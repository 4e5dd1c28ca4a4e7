-- Executions of workflows, what became of them, and what they published.

CREATE TABLE run (
  id                  bigint      GENERATED ALWAYS AS IDENTITY,
  name                text        NOT NULL,
  uid                 uuid        NOT NULL,
  workflow_name       text        NOT NULL,
  kind                text        NOT NULL,
  options             jsonb       NOT NULL DEFAULT '{}',
  state               text        NOT NULL,
  requested_by_id     text        NOT NULL,
  requested_by        text        NOT NULL,
  degraded            boolean     NOT NULL DEFAULT false,
  message             text,
  attempts            integer     NOT NULL DEFAULT 0,
  cancel_requested_at timestamptz,
  cancel_requested_by text,
  created_at          timestamptz NOT NULL,
  started_at          timestamptz,
  finished_at         timestamptz,
  CONSTRAINT run_pk PRIMARY KEY (id),
  CONSTRAINT run_name_uk UNIQUE (name),
  CONSTRAINT run_uid_uk UNIQUE (uid),
  CONSTRAINT run_state_ck CHECK (state IN ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  CONSTRAINT run_options_ck CHECK (jsonb_typeof(options) = 'object'),
  CONSTRAINT run_started_ck CHECK (
    CASE state WHEN 'PENDING' THEN started_at IS NULL
               WHEN 'CANCELLED' THEN true
               ELSE started_at IS NOT NULL END),
  CONSTRAINT run_finished_ck CHECK ((state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at IS NOT NULL)),
  CONSTRAINT run_order_ck CHECK (finished_at >= coalesce(started_at, created_at)),
  CONSTRAINT run_attempts_ck CHECK (attempts >= 0 AND (attempts > 0) = (started_at IS NOT NULL)),
  CONSTRAINT run_cancel_ck CHECK ((cancel_requested_at IS NULL) = (cancel_requested_by IS NULL)),
  CONSTRAINT run_cancelled_ck CHECK (state <> 'CANCELLED' OR cancel_requested_at IS NOT NULL),
  CONSTRAINT run_failed_ck CHECK (state <> 'FAILED' OR message IS NOT NULL),
  CONSTRAINT run_degraded_ck CHECK (NOT degraded OR finished_at IS NOT NULL)
);

COMMENT ON TABLE run IS 'One execution of a workflow. This row is the truth; scheduled_tasks only says who works on it.';
COMMENT ON COLUMN run.workflow_name IS 'Plain text without a foreign key: runs outlive their workflow.';
COMMENT ON COLUMN run.options IS 'What this run is asked to do besides what its workflow says: fullRead, preview. Absent = false.';
COMMENT ON COLUMN run.started_at IS 'First time that a worker took it up; null for a run cancelled while it waited.';
COMMENT ON COLUMN run.attempts IS 'How often a worker took it up. Also the fence: a worker writes only while the number is its own.';
COMMENT ON COLUMN run.degraded IS 'Some scope was read only in part or failed.';

CREATE INDEX run_workflow_name_idx ON run (workflow_name, id DESC);
CREATE INDEX run_created_at_idx ON run (created_at DESC, id DESC);
CREATE INDEX run_unfinished_idx ON run (workflow_name, id) WHERE finished_at IS NULL;
-- Two runs of one workflow never execute at once, whatever the workers believe.
CREATE UNIQUE INDEX run_one_running_uk ON run (workflow_name) WHERE state = 'RUNNING';

CREATE TABLE run_scope (
  id            bigint  GENERATED ALWAYS AS IDENTITY,
  run_id        bigint  NOT NULL,
  name          text    NOT NULL,
  position      integer NOT NULL,
  state         text    NOT NULL DEFAULT 'PENDING',
  known_objects bigint  NOT NULL DEFAULT 0,
  done_objects  bigint  NOT NULL DEFAULT 0,
  attempts      integer NOT NULL DEFAULT 0,
  created       bigint  NOT NULL DEFAULT 0,
  changed       bigint  NOT NULL DEFAULT 0,
  archived      bigint  NOT NULL DEFAULT 0,
  unchanged     bigint  NOT NULL DEFAULT 0,
  warnings      text[]  NOT NULL DEFAULT '{}',
  error_code    text,
  error_message text,
  started_at    timestamptz,
  finished_at   timestamptz,
  CONSTRAINT run_scope_pk PRIMARY KEY (id),
  CONSTRAINT run_scope_run_fk FOREIGN KEY (run_id) REFERENCES run (id) ON DELETE CASCADE,
  CONSTRAINT run_scope_name_uk UNIQUE (run_id, name),
  CONSTRAINT run_scope_position_uk UNIQUE (run_id, position),
  CONSTRAINT run_scope_position_ck CHECK (position >= 0),
  CONSTRAINT run_scope_state_ck CHECK (state IN ('PENDING', 'RUNNING', 'COMPLETE', 'DEGRADED', 'FAILED', 'CANCELLED')),
  CONSTRAINT run_scope_started_ck CHECK (
    CASE state WHEN 'PENDING' THEN started_at IS NULL
               WHEN 'CANCELLED' THEN true
               ELSE started_at IS NOT NULL END),
  CONSTRAINT run_scope_finished_ck CHECK ((state IN ('PENDING', 'RUNNING')) = (finished_at IS NULL)),
  CONSTRAINT run_scope_order_ck CHECK (started_at IS NULL OR finished_at >= started_at),
  CONSTRAINT run_scope_attempts_ck CHECK (attempts >= 0),
  CONSTRAINT run_scope_progress_ck CHECK (
    done_objects >= 0 AND known_objects >= 0 AND (known_objects = 0 OR done_objects <= known_objects)),
  CONSTRAINT run_scope_counts_ck CHECK (created >= 0 AND changed >= 0 AND archived >= 0 AND unchanged >= 0),
  CONSTRAINT run_scope_warnings_ck CHECK (
    CASE state WHEN 'DEGRADED' THEN cardinality(warnings) > 0 WHEN 'COMPLETE' THEN true ELSE cardinality(warnings) = 0 END),
  CONSTRAINT run_scope_failed_ck CHECK (
    (state = 'FAILED') = (error_message IS NOT NULL) AND (state = 'FAILED') = (error_code IS NOT NULL))
);

COMMENT ON TABLE run_scope IS 'Unit of work, of retry and of checkpoint: for a crawl, one database of one run.';
COMMENT ON COLUMN run_scope.known_objects IS 'Objects expected; 0 = not known.';
COMMENT ON COLUMN run_scope.attempts IS 'How often work on it was begun, by whichever worker.';

CREATE TABLE run_log (
  id      bigint      GENERATED ALWAYS AS IDENTITY,
  run_id  bigint      NOT NULL,
  scope   text,
  at      timestamptz NOT NULL,
  level   text        NOT NULL,
  message text        NOT NULL,
  CONSTRAINT run_log_pk PRIMARY KEY (id),
  CONSTRAINT run_log_run_fk FOREIGN KEY (run_id) REFERENCES run (id) ON DELETE CASCADE,
  CONSTRAINT run_log_level_ck CHECK (level IN ('INFO', 'WARN', 'ERROR')),
  CONSTRAINT run_log_message_ck CHECK (char_length(message) <= 4000)
);

COMMENT ON COLUMN run_log.scope IS 'Name of the scope that was being worked on; null = the run as a whole.';

CREATE INDEX run_log_run_idx ON run_log (run_id, id);
CREATE INDEX run_log_at_idx ON run_log (at);

CREATE VIEW run_with_totals AS
SELECT r.*,
       t.known_objects, t.done_objects, t.created, t.changed, t.archived, t.unchanged
  FROM run r
 -- A left join, so that a query which wants no counts does not work them out.
  LEFT JOIN LATERAL (
   SELECT cast(coalesce(sum(s.known_objects), 0) AS bigint) AS known_objects,
          cast(coalesce(sum(s.done_objects), 0) AS bigint)  AS done_objects,
          cast(coalesce(sum(s.created), 0) AS bigint)       AS created,
          cast(coalesce(sum(s.changed), 0) AS bigint)       AS changed,
          cast(coalesce(sum(s.archived), 0) AS bigint)      AS archived,
          cast(coalesce(sum(s.unchanged), 0) AS bigint)     AS unchanged
     FROM run_scope s
    WHERE s.run_id = r.id) t ON true;

COMMENT ON VIEW run_with_totals IS 'Each run with its counts, which are the sums over its scopes.';

CREATE TABLE publication (
  run_id         bigint  NOT NULL,
  workflow_name  text COLLATE "C" NOT NULL,
  connector_name text    NOT NULL,
  store_name     text    NOT NULL,
  keep_runs      integer NOT NULL,
  keep_days      integer NOT NULL,
  state          text    NOT NULL,
  by_run_id      bigint  NOT NULL,
  files          bigint  NOT NULL DEFAULT 0,
  rows           bigint  NOT NULL DEFAULT 0,
  bytes          bigint  NOT NULL DEFAULT 0,
  error_code     text,
  error_message  text,
  at             timestamptz NOT NULL,
  CONSTRAINT publication_pk PRIMARY KEY (run_id),
  CONSTRAINT publication_run_fk FOREIGN KEY (run_id) REFERENCES run (id) ON DELETE CASCADE,
  CONSTRAINT publication_by_run_fk FOREIGN KEY (by_run_id) REFERENCES run (id) ON DELETE CASCADE,
  CONSTRAINT publication_state_ck CHECK (state IN ('PENDING', 'PUBLISHED', 'FAILED', 'REMOVING', 'REMOVED')),
  CONSTRAINT publication_keep_ck CHECK (keep_runs > 0 AND keep_days >= 0),
  CONSTRAINT publication_counts_ck CHECK (files >= 0 AND rows >= 0 AND bytes >= 0),
  CONSTRAINT publication_failed_ck CHECK (
    (state = 'FAILED') = (error_message IS NOT NULL) AND (state = 'FAILED') = (error_code IS NOT NULL))
);

COMMENT ON TABLE publication IS 'What became of publishing what a run read into an object store; one row for each run that was to.';
COMMENT ON COLUMN publication.by_run_id IS 'The run that publishes it: the one that read, or a later one that was asked to try again.';
COMMENT ON COLUMN publication.keep_runs IS 'How many published runs of the workflow the store was to keep when this one was published.';
COMMENT ON COLUMN publication.keep_days IS 'Days after which older ones go; 0 = not by age.';
COMMENT ON COLUMN publication.state IS
  'PENDING = goes on; REMOVING = its manifest may be gone and its files may not; REMOVED = nothing of it is left in the store';
COMMENT ON COLUMN publication.at IS 'Of the last change of state.';

CREATE INDEX publication_workflow_idx ON publication (workflow_name, store_name, run_id DESC);
CREATE INDEX publication_by_run_idx ON publication (by_run_id);

-- The table that db-scheduler 16 works on; its layout is the library's, not ours.
CREATE TABLE scheduled_tasks (
  task_name            text        NOT NULL,
  task_instance        text        NOT NULL,
  task_data            bytea,
  execution_time       timestamptz NOT NULL,
  picked               boolean     NOT NULL,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures integer,
  last_heartbeat       timestamptz,
  version              bigint      NOT NULL,
  priority             smallint,
  CONSTRAINT scheduled_tasks_pk PRIMARY KEY (task_name, task_instance)
);

COMMENT ON TABLE scheduled_tasks IS 'Who works on what, kept by db-scheduler. What became of a run stands in table run.';

CREATE INDEX scheduled_tasks_execution_time_idx ON scheduled_tasks (execution_time);
CREATE INDEX scheduled_tasks_last_heartbeat_idx ON scheduled_tasks (last_heartbeat);
CREATE INDEX scheduled_tasks_priority_idx ON scheduled_tasks (priority DESC, execution_time ASC);

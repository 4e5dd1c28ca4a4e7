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

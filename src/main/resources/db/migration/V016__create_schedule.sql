CREATE TABLE schedule (
  workflow_name  text COLLATE "C" NOT NULL,
  cron           text NOT NULL,
  time_zone      text NOT NULL,
  run_kind       text NOT NULL,
  set_at         timestamptz NOT NULL,
  set_by_id      text NOT NULL,
  set_by         text NOT NULL,
  next_at        timestamptz NOT NULL,
  last_at        timestamptz,
  last_run_name  text,
  CONSTRAINT schedule_pk PRIMARY KEY (workflow_name),
  CONSTRAINT schedule_workflow_fk FOREIGN KEY (workflow_name) REFERENCES workflow (name) ON DELETE CASCADE,
  CONSTRAINT schedule_last_ck CHECK ((last_at IS NULL) = (last_run_name IS NULL)),
  CONSTRAINT schedule_order_ck CHECK (last_at < next_at)
);
CREATE INDEX schedule_next_at_idx ON schedule (next_at);
COMMENT ON TABLE schedule IS 'When workflows in use run by themselves; at most one schedule each.';
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

-- Definitions that were stored before schedules were served keep their annotations; they come into
-- force with the next update, when the annotations are read and checked.

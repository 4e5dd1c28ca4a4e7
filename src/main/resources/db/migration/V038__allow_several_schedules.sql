ALTER TABLE schedule ADD COLUMN trigger_id text COLLATE "C" NOT NULL DEFAULT 'cron';
ALTER TABLE schedule DROP CONSTRAINT schedule_pk;
ALTER TABLE schedule ADD CONSTRAINT schedule_pk PRIMARY KEY (workflow_name, trigger_id);
ALTER TABLE schedule ADD CONSTRAINT schedule_trigger_ck CHECK (trigger_id ~ '^cron(-[1-9][0-9]*)?$');
COMMENT ON TABLE schedule IS 'When workflows in use run by themselves.';
COMMENT ON COLUMN schedule.trigger_id IS
  'cron = the schedule in the workflow''s annotations; cron-2 and so on = further ones, set by way of the app calls.';

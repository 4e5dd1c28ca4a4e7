-- What became of a due time. NULL run = none was there. No row: that is known already.
INSERT INTO schedule_due (workflow_name, due_at, outcome, run_name, decided_at)
VALUES (:name, :dueAt, :outcome, :runName, :now)
ON CONFLICT ON CONSTRAINT schedule_due_pk DO NOTHING

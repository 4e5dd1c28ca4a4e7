-- Throws away what is too old to be asked for.
DELETE FROM schedule_due WHERE due_at < :before

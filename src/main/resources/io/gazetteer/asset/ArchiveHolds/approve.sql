-- A person's yes to what waits on a connection; the first yes stays.
UPDATE archive_hold h
SET approved_by = coalesce(h.approved_by, :by), approved_at = coalesce(h.approved_at, :now)
WHERE h.connection_qualified_name = :connection

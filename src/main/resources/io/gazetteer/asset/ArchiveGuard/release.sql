-- Nothing of this workflow waits there any more.
DELETE FROM archive_hold h
WHERE h.connection_qualified_name = :connection AND h.database_name = :database AND h.workflow_name = :workflow

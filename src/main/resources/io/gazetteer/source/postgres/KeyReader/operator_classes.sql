-- One row per operator class that comes with the server and is the default for its type. Privileges: none. PostgreSQL 13 to 18.
SELECT o.oid, o.opcintype AS type FROM pg_opclass o WHERE o.opcdefault AND o.oid < 16384

-- One row per word that must be quoted when used as a name. Privileges: none. PostgreSQL 13 to 18.
SELECT k.word FROM pg_get_keywords() AS k WHERE k.catcode <> 'U'

-- What 16 added.
CREATE ROLE cleo;
GRANT readers TO cleo WITH INHERIT FALSE;

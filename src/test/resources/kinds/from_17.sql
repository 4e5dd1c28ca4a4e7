-- What 17 added.
CREATE COLLATION shop.built_in (PROVIDER = builtin, LOCALE = 'C.UTF-8');
GRANT MAINTAIN ON shop.item TO ann;
CREATE ROLE tidy;
GRANT pg_maintain TO tidy;
GRANT USAGE ON SCHEMA shop TO tidy;

-- Hands the relations that changed to the COPY statements of this transaction, which can take no parameters of their own.
-- Parameter: oids as an array in text form. Lasts until the transaction ends. Privileges: none. PostgreSQL 13 to 18.
SELECT set_config('gazetteer.relations', ?, true)

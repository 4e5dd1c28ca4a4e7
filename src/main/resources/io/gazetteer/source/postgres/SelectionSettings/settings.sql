-- Hands the selection to the COPY statements of this transaction, which can take no parameters of their own.
-- Parameters: oids of the selected schemas as an array in text form; expression over relation names to exclude, ''
-- for none; kinds of relations to exclude, v = views of both sorts, e = tables that are known to be empty. All last until
-- the transaction ends. Privileges: none. PostgreSQL 13 to 18.
SELECT set_config('gazetteer.schemas', ?, true), set_config('gazetteer.excluded_relations', ?, true),
    set_config('gazetteer.excluded_kinds', ?, true)

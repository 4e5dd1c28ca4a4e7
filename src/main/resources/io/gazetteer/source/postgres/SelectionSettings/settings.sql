-- Hands the selection to the COPY statements of this transaction, which can take no parameters of their own.
-- Parameters: oids of the selected schemas as an array in text form; expression over relation names that are left out, ''
-- for none; kinds of relations that are left out, v = views of both sorts, e = tables that are known to be empty. All last until
-- the transaction ends. Rights: none. PostgreSQL 13 to 18.
SELECT set_config('gazetteer.schemas', ?, true), set_config('gazetteer.excluded_relations', ?, true),
    set_config('gazetteer.excluded_kinds', ?, true)

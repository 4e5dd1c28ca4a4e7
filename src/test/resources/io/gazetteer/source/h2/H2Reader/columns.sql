-- One row per column, those of a relation together. Precision, scale and length are NULL where not declared; the
-- expression is the default's or the generated column's, NULL when there is none. Privileges: none. H2 2.
SELECT c.TABLE_SCHEMA,
    c.TABLE_NAME,
    c.COLUMN_NAME,
    c.ORDINAL_POSITION,
    DATA_TYPE_SQL(c.TABLE_SCHEMA, c.TABLE_NAME, 'TABLE', c.DTD_IDENTIFIER),
    c.DATA_TYPE,
    c.DECLARED_NUMERIC_PRECISION,
    c.DECLARED_NUMERIC_SCALE,
    c.CHARACTER_MAXIMUM_LENGTH,
    c.IS_NULLABLE = 'YES',
    COALESCE(c.GENERATION_EXPRESSION, c.COLUMN_DEFAULT),
    c.IDENTITY_GENERATION,
    c.IS_GENERATED = 'ALWAYS',
    c.REMARKS
FROM INFORMATION_SCHEMA.COLUMNS c
WHERE c.TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
ORDER BY c.TABLE_SCHEMA, c.TABLE_NAME, c.ORDINAL_POSITION

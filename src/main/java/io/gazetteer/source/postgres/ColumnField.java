package io.gazetteer.source.postgres;

/** Columns of {@code ColumnReader/columns.sql}. */
enum ColumnField {
  RELATION,
  NUMBER,
  NAME,
  TYPE,
  MODIFIER,
  FORMATTED_TYPE,
  TYPE_NAME,
  COLLATION,
  NOT_NULL,
  IDENTITY,
  GENERATED,
  DEFAULT_VALUE,
  COMMENT,
  ACL,
  OPTIONS,
  FURTHER
}

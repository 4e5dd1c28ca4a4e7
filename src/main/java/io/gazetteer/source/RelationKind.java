package io.gazetteer.source;

/** What sort of relation it is; {@code pg_class.relkind} in words. */
public enum RelationKind {
  TABLE,
  PARTITIONED_TABLE,
  FOREIGN_TABLE,
  VIEW,
  MATERIALIZED_VIEW;

  public boolean isView() {
    return this == VIEW || this == MATERIALIZED_VIEW;
  }
}

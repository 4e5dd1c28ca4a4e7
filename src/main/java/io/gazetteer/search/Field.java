package io.gazetteer.search;

/**
 * A field that requests may name.
 *
 * @param sql the expression that yields it; written by us, never taken from a request
 * @param type how it compares
 * @param ignoreCase true where even exact clauses compare without regard to case (type names)
 */
public record Field(String sql, FieldType type, boolean ignoreCase) {

  public Field(String sql, FieldType type) {
    this(sql, type, false);
  }
}

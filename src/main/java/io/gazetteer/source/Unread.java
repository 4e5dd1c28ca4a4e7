package io.gazetteer.source;

/** A part of a row that exists at the source and could not be read, so that an older one stands. */
public enum Unread {
  /** What makes the object, or says what it is. */
  DEFINITION,
  /** What stands behind PARTITION BY. */
  PARTITION_KEY,
  /** Expression of a column's default, or of a generated column. */
  DEFAULT_VALUE,
  /** The defaults of a routine's arguments. */
  ARGUMENT_DEFAULTS,
  /** What stands behind FOR VALUES. */
  PARTITION_BOUND,
  /**
   * Columns and expressions of an index, a constraint or a statistics object that has expressions.
   */
  COLUMNS,
  /** The condition of a partial index. */
  PREDICATE,
  /** Who has which right in effect ({@link Privileges#allowed}). */
  ACCESS,
  /** The extension that it is a part of. */
  EXTENSION
}

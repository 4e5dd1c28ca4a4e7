package io.gazetteer.source;

/**
 * Takes the rows of a read, one at a time, from one thread. A parent comes in the same read, not
 * necessarily before its children. An exception thrown here ends the read.
 */
public interface RowSink {

  /** Takes the database itself; exactly once per read, also when nothing else is selected. */
  void database(DatabaseRow row);

  /** Takes a schema that the filters select. */
  void schema(SchemaRow row);

  /** Takes a table, view or the like of a selected schema. */
  void relation(RelationRow row);

  /** Takes a column of a selected relation. */
  void column(ColumnRow row);

  /** Takes a function or procedure of a selected schema. */
  void routine(RoutineRow row);

  /** Takes an object of any other kind. */
  void object(ObjectRow row);

  /**
   * Called now and then while no rows come, so that the receiver can stop a long read by throwing.
   */
  default void pause() {}
}

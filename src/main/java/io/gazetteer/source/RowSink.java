package io.gazetteer.source;

import io.gazetteer.model.AssetKind;
import java.util.Map;

/**
 * Takes the rows of a read, one at a time, from one thread. A parent always comes somewhere in the
 * same read, not necessarily before its children. An exception thrown here ends the read.
 */
public interface RowSink {

  /** Takes the database itself; exactly once per read, also when nothing else was selected. */
  void database(DatabaseRow row);

  /** Takes a schema that the filters select. */
  void schema(SchemaRow row);

  /** Takes a table, view or the like of a selected schema. */
  void relation(RelationRow row);

  /** Takes a column of a selected relation. */
  void column(ColumnRow row);

  /** Takes a function or procedure of a selected schema. */
  void routine(RoutineRow row);

  void object(ObjectRow row);

  /**
   * Takes the name of a relation that is as it was at the earlier fingerprint, with its columns and
   * all else that belongs to it: nothing of it is handed out but figures. Comes before every row
   * that is no such name. Only to be expected by who gave an earlier fingerprint.
   */
  default void kept(ColumnRow.RelationRef relation) {
    throw new UnsupportedOperationException("A read in part was not asked for");
  }

  /**
   * Likewise the identity of an object of a schema, such as a sequence.
   *
   * @param identity as in {@link ObjectRow#identity}
   */
  default void kept(AssetKind kind, String schema, String identity) {
    throw new UnsupportedOperationException("A read in part was not asked for");
  }

  /**
   * Takes the figures of a relation that is else unchanged, where they are others than the crawl of
   * the earlier fingerprint handed out. Only to be expected by who gave one.
   *
   * @param size never null; a null in it means that the figure is not known any more
   */
  default void relationFigures(ColumnRow.RelationRef relation, RelationRow.Size size) {
    throw new UnsupportedOperationException("Figures alone were not asked for");
  }

  /**
   * Likewise those of an object of such a relation.
   *
   * @param relation the relation that it belongs to; null for an object of the database
   * @param identity as in {@link ObjectRow#identity}
   * @param figures all that the kind has
   */
  default void objectFigures(
      AssetKind kind, ColumnRow.RelationRef relation, String identity, Map<String, Long> figures) {
    throw new UnsupportedOperationException("Figures alone were not asked for");
  }

  /**
   * Takes the figures of the database itself, which is else unchanged.
   *
   * @param bytes null when the figure is not known any more
   */
  default void databaseFigures(Long bytes) {
    throw new UnsupportedOperationException("Figures alone were not asked for");
  }

  /**
   * Called now and then while no rows come, so that long work can be ended from outside. An
   * exception thrown here ends the read.
   */
  default void pause() {}
}

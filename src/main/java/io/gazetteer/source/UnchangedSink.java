package io.gazetteer.source;

import io.gazetteer.model.AssetKind;
import java.util.Map;

/**
 * Takes what a read of {@link ReadMode.Changes} found unchanged: names, and statistics that differ
 * from those of the earlier read. From one thread; an exception thrown here ends the read. Where
 * the whole database is unchanged, no names come.
 */
public interface UnchangedSink {

  /**
   * Takes a relation that is unchanged, together with its columns and everything else that belongs
   * to it. Comes before every row.
   */
  void unchanged(ColumnRow.RelationRef relation);

  /**
   * Takes an object of a schema that is unchanged, for example a sequence. Comes before every row.
   *
   * @param identity as in {@link ObjectRow#identity}
   */
  void unchanged(AssetKind kind, String schema, String identity);

  /**
   * Takes new statistics of a relation that is otherwise unchanged.
   *
   * @param size never null; a null in it means that the number is no longer known
   */
  void relationStatistics(ColumnRow.RelationRef relation, RelationRow.Size size);

  /**
   * Takes new statistics of an object that is otherwise unchanged.
   *
   * @param relation the relation that it belongs to; null for an object of the database
   * @param identity as in {@link ObjectRow#identity}
   * @param statistics all that the kind has
   */
  void objectStatistics(
      AssetKind kind,
      ColumnRow.RelationRef relation,
      String identity,
      Map<String, Long> statistics);

  /**
   * Takes the new size of the database itself, which is otherwise unchanged.
   *
   * @param bytes null when it is no longer known
   */
  void databaseStatistics(Long bytes);
}

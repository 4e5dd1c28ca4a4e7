package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectKind;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RowSink;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Reads the figures of an unchanged database: what a full read would hand out as figures and what
 * moves without a change of the catalog. Works in the open transaction, which knows the selection.
 */
final class FigureReader {

  private final CopyStream stream;
  private final Catalog catalog;
  private final long blockSizeBytes;
  private final Map<Long, Relation> relations = new LinkedHashMap<>();

  FigureReader(CopyStream stream, Catalog catalog, long blockSizeBytes) {
    this.stream = stream;
    this.catalog = catalog;
    this.blockSizeBytes = blockSizeBytes;
  }

  /** A relation whose indexes are still to be added. */
  private static final class Relation {
    final ColumnRow.RelationRef reference;
    final Long rows;
    final boolean stored;
    long pages;

    Relation(ColumnRow.RelationRef reference, Long rows, boolean stored, long pages) {
      this.reference = reference;
      this.rows = rows;
      this.stored = stored;
      this.pages = pages;
    }
  }

  /**
   * Hands figures of relations and of their indexes to the sink.
   *
   * @param wanted of which relations, by oid
   */
  void read(RowSink sink, LongPredicate wanted) throws SQLException {
    stream.forEach(
        sql("relations"),
        row -> {
          if (wanted.test(row.number(0))) {
            relation(row);
          }
        });
    stream.forEach(sql("indexes"), row -> index(row, sink));
    relations
        .values()
        .forEach(
            relation ->
                sink.relationFigures(
                    relation.reference,
                    new RelationRow.Size(
                        relation.rows, relation.stored ? relation.pages * blockSizeBytes : null)));
  }

  private void relation(CopyRow row) {
    boolean stored = !row.isNull(6);
    ColumnRow.RelationRef reference =
        new ColumnRow.RelationRef(
            catalog.schemas.get(row.number(1)).name,
            row.text(2),
            SnapshotReader.kind(row.letter(3)),
            row.flag(4));
    relations.put(
        row.number(0),
        new Relation(
            reference, row.isNull(5) ? null : row.number(5), stored, stored ? row.number(6) : 0));
  }

  private void index(CopyRow row, RowSink sink) {
    Relation relation = relations.get(row.number(0));
    if (relation != null) {
      relation.pages += row.number(2);
      sink.objectFigures(
          ObjectKind.INDEX,
          relation.reference,
          row.text(1),
          IndexRows.figures(row.number(2), row.number(3), blockSizeBytes));
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(FigureReader.class, statement);
  }
}

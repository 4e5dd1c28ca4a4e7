package io.gazetteer.source.postgres;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.UnchangedSink;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * Reads the statistics of what is unchanged, and passes on those that moved. Works in the open
 * transaction, which knows the selection.
 */
final class StatisticsReader {

  /** Identity of the one row that stands for all large objects of a database. */
  private static final String LARGE_OBJECTS = "large objects";

  private final CopyStream stream;
  private final Schemas schemas;
  private final Statistics statistics;
  private final UnchangedSink sink;
  private final Map<Long, Relation> relations = new LinkedHashMap<>();

  StatisticsReader(CopyStream stream, Schemas schemas, Statistics statistics, UnchangedSink sink) {
    this.stream = stream;
    this.schemas = schemas;
    this.statistics = statistics;
    this.sink = sink;
  }

  /** Columns of {@code relations.sql}. */
  private enum Field {
    OID,
    SCHEMA,
    NAME,
    KIND,
    PARTITION,
    ROWS,
    PAGES
  }

  /** Columns of {@code indexes.sql}. */
  private enum IndexField {
    RELATION,
    NAME,
    PAGES,
    SCANS,
    OID
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

  /** Passes on the sizes of the database, of tablespaces and of large objects. */
  void readSizes() {
    ObjectSizes sizes = statistics.sizes();
    sink.databaseStatistics(sizes.databaseBytes());
    sizes.ofTablespaces(
        (name, found) -> sink.objectStatistics(PostgresKinds.TABLESPACE, null, name, found));
    sink.objectStatistics(
        PostgresKinds.LARGE_OBJECTS, null, LARGE_OBJECTS, sizes.allOfLargeObjects());
  }

  /**
   * Reads statistics of relations and of their indexes.
   *
   * @param wanted of which relations, by oid
   */
  void read(LongPredicate wanted) throws SQLException {
    stream.forEach(
        sql("relations"),
        Field.class,
        row -> {
          if (wanted.test(row.number(Field.OID))) {
            relation(row);
          }
        });
    stream.forEach(sql("indexes"), IndexField.class, this::index);
    relations.forEach(
        (oid, relation) -> {
          Long bytes = relation.stored ? relation.pages * statistics.blockSizeBytes() : null;
          RelationRow.Size size = new RelationRow.Size(relation.rows, bytes);
          if (statistics.add(oid, size)) {
            sink.relationStatistics(relation.reference, size);
          }
        });
  }

  private void relation(CopyRow<Field> row) {
    boolean stored = !row.isNull(Field.PAGES);
    ColumnRow.RelationRef reference =
        new ColumnRow.RelationRef(
            schemas.get(row.number(Field.SCHEMA)).name(),
            row.text(Field.NAME),
            RelationEntry.kind(row.letter(Field.KIND)),
            row.flag(Field.PARTITION));
    relations.put(
        row.number(Field.OID),
        new Relation(
            reference,
            row.isNull(Field.ROWS) ? null : row.number(Field.ROWS),
            stored,
            stored ? row.number(Field.PAGES) : 0));
  }

  private void index(CopyRow<IndexField> row) {
    Relation relation = relations.get(row.number(IndexField.RELATION));
    if (relation == null) {
      return;
    }
    long pages = row.number(IndexField.PAGES);
    long scans = row.number(IndexField.SCANS);
    relation.pages += pages;
    if (statistics.addIndex(row.number(IndexField.OID), pages, scans)) {
      sink.objectStatistics(
          PostgresKinds.INDEX,
          relation.reference,
          row.text(IndexField.NAME),
          statistics.ofIndex(pages, scans));
    }
  }

  private static String sql(String statement) {
    return CatalogSql.text(StatisticsReader.class, statement);
  }
}

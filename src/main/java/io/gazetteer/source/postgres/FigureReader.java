package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.SqlState;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.source.UnchangedSink;
import io.gazetteer.source.postgres.copy.CopyRow;
import io.gazetteer.source.postgres.copy.CopyStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/**
 * Reads the figures of an unchanged database: what a full read would hand out as figures and what
 * moves without a change of the catalog. Works in the open transaction, which knows the selection.
 */
final class FigureReader {

  /** Identity of the one row that stands for all large objects of a database. */
  private static final String LARGE_OBJECTS = "large objects";

  private final CopyStream stream;
  private final Catalog catalog;
  private final long blockSizeBytes;
  private final Map<Long, Relation> relations = new LinkedHashMap<>();

  FigureReader(CopyStream stream, Catalog catalog, long blockSizeBytes) {
    this.stream = stream;
    this.catalog = catalog;
    this.blockSizeBytes = blockSizeBytes;
  }

  /** Sizes that are told by looking at files, by what the server has. */
  static final class Sizes {

    /** Of which nothing is known. */
    static final Sizes UNKNOWN = new Sizes();

    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final String SIZE = "sizeBytes";
    private static final String LARGE_OBJECT_COUNT = "largeObjectCount";

    private Long database;
    private final Map<Long, String> tablespaces = new LinkedHashMap<>();
    private final Map<Long, Long> bytes = new HashMap<>();
    private Map<String, Long> largeObjects = Map.of();

    /** One thing that has a size. */
    private record Asked(boolean isDatabase, long oid, String name, boolean allowed) {}

    /**
     * Asks for each size in a transaction of its own. What is refused, or takes longer than a
     * second, stays unknown.
     *
     * @throws SQLException when the connection broke
     */
    static Sizes read(Connection connection, SourceTransaction transaction) throws SQLException {
      Sizes sizes = new Sizes();
      SourceTransaction limited = transaction.withStatementTimeout(LONGEST);
      for (Asked asked : tried(limited, () -> listed(connection), List.<Asked>of())) {
        Long found = asked.allowed ? tried(limited, () -> sizeOf(connection, asked), null) : null;
        if (asked.isDatabase) {
          sizes.database = found;
        } else {
          sizes.tablespaces.put(asked.oid, asked.name);
          sizes.bytes.put(asked.oid, found);
        }
      }
      sizes.largeObjects = tried(limited, () -> largeObjects(connection, "large_objects"), null);
      if (sizes.largeObjects == null) {
        // Counting many takes long; their size is known at once.
        sizes.largeObjects =
            tried(limited, () -> largeObjects(connection, "large_object_size"), Map.of());
      }
      return sizes;
    }

    private static <T> T tried(
        SourceTransaction limited, SourceTransaction.Work<T> work, T otherwise)
        throws SQLException {
      try {
        return limited.brief(work);
      } catch (SQLException failure) {
        if (SqlState.endsSession(failure) || ConnectionLoss.isIn(failure)) {
          throw failure;
        }
        return otherwise;
      }
    }

    private static List<Asked> listed(Connection connection) throws SQLException {
      List<Asked> asked = new ArrayList<>();
      new CopyStream(connection)
          .forEach(
              sql("sizes"),
              row ->
                  asked.add(
                      new Asked(row.letter(0) == 'd', row.number(1), row.shared(2), row.flag(3))));
      return asked;
    }

    private static Long sizeOf(Connection connection, Asked asked) throws SQLException {
      String file = asked.isDatabase ? "database_size" : "tablespace_size";
      try (PreparedStatement statement = connection.prepareStatement(sql(file))) {
        statement.setLong(1, asked.oid);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          long size = row.getLong(1);
          return row.wasNull() ? null : size;
        }
      }
    }

    private static Map<String, Long> largeObjects(Connection connection, String file)
        throws SQLException {
      Map<String, Long> figures = new LinkedHashMap<>();
      try (PreparedStatement statement = connection.prepareStatement(sql(file));
          ResultSet row = statement.executeQuery()) {
        if (row.next()) {
          figures.put(SIZE, row.getLong(1));
          if (row.getMetaData().getColumnCount() > 1) {
            figures.put(LARGE_OBJECT_COUNT, row.getLong(2));
          }
        }
      }
      return figures;
    }

    /** Bytes of the database; null where unknown. */
    Long databaseBytes() {
      return database;
    }

    /** Figures of a tablespace; empty where unknown. */
    Map<String, Long> ofTablespace(long oid) {
      Long found = bytes.get(oid);
      return found == null ? Map.of() : Map.of(SIZE, found);
    }

    /** Figures of the database's large objects; without those that are unknown. */
    Map<String, Long> ofLargeObjects() {
      return largeObjects;
    }

    /** The same; a null in them where unknown. */
    Map<String, Long> allOfLargeObjects() {
      Map<String, Long> figures = new LinkedHashMap<>();
      figures.put(SIZE, largeObjects.get(SIZE));
      figures.put(LARGE_OBJECT_COUNT, largeObjects.get(LARGE_OBJECT_COUNT));
      return figures;
    }

    /** Figures of each tablespace by name; a null in them where unknown. */
    void ofTablespaces(BiConsumer<String, Map<String, Long>> consumer) {
      tablespaces.forEach(
          (oid, name) -> consumer.accept(name, Collections.singletonMap(SIZE, bytes.get(oid))));
    }
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

  /** Hands the sizes of the database, of tablespaces and of large objects to the sink. */
  void readSizes(UnchangedSink sink) {
    sink.databaseStatistics(catalog.sizes.databaseBytes());
    catalog.sizes.ofTablespaces(
        (name, figures) -> sink.objectStatistics(PostgresKinds.TABLESPACE, null, name, figures));
    sink.objectStatistics(
        PostgresKinds.LARGE_OBJECTS, null, LARGE_OBJECTS, catalog.sizes.allOfLargeObjects());
  }

  /**
   * Hands figures of relations and of their indexes to the sink, where they have moved.
   *
   * @param wanted of which relations, by oid
   */
  void read(UnchangedSink sink, LongPredicate wanted) throws SQLException {
    stream.forEach(
        sql("relations"),
        row -> {
          if (wanted.test(row.number(0))) {
            relation(row);
          }
        });
    stream.forEach(sql("indexes"), row -> index(row, sink));
    relations.forEach(
        (oid, relation) -> {
          RelationRow.Size size =
              new RelationRow.Size(
                  relation.rows, relation.stored ? relation.pages * blockSizeBytes : null);
          if (catalog.note(oid, size)) {
            sink.relationStatistics(relation.reference, size);
          }
        });
  }

  private void relation(CopyRow row) {
    boolean stored = !row.isNull(6);
    ColumnRow.RelationRef reference =
        new ColumnRow.RelationRef(
            catalog.schemas.get(row.number(1)).name,
            row.text(2),
            Catalog.kind(row.letter(3)),
            row.flag(4));
    relations.put(
        row.number(0),
        new Relation(
            reference, row.isNull(5) ? null : row.number(5), stored, stored ? row.number(6) : 0));
  }

  private void index(CopyRow row, UnchangedSink sink) {
    Relation relation = relations.get(row.number(0));
    if (relation != null) {
      relation.pages += row.number(2);
      if (catalog.figures.add(row.number(4), row.number(2), row.number(3))) {
        sink.objectStatistics(
            PostgresKinds.INDEX,
            relation.reference,
            row.text(1),
            IndexRows.figures(row.number(2), row.number(3), blockSizeBytes));
      }
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(FigureReader.class, statement);
  }
}

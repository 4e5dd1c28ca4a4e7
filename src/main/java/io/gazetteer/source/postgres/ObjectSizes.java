package io.gazetteer.source.postgres;

import io.gazetteer.common.SqlState;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.SourceTransaction;
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

/**
 * Sizes of the database, its tablespaces and its large objects, which the server works out by
 * looking at files. Immutable once read.
 */
final class ObjectSizes {

  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final String SIZE = "sizeBytes";
  private static final String LARGE_OBJECT_COUNT = "largeObjectCount";

  private Long database;
  private final Map<Long, String> tablespaces = new LinkedHashMap<>();
  private final Map<Long, Long> bytes = new HashMap<>();
  private Map<String, Long> largeObjects = Map.of();

  private ObjectSizes() {}

  /** Columns of {@code sizes.sql}. */
  private enum Field {
    KIND,
    OID,
    NAME,
    ALLOWED
  }

  /** One thing that has a size. */
  private record Asked(boolean isDatabase, long oid, String name, boolean allowed) {}

  /**
   * Asks for each size in a transaction of its own. What is denied, or takes longer than a second,
   * stays unknown.
   *
   * @throws SQLException when the connection broke
   */
  static ObjectSizes read(Connection connection, SourceTransaction transaction)
      throws SQLException {
    ObjectSizes sizes = new ObjectSizes();
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

  private static <T> T tried(SourceTransaction limited, SourceTransaction.Work<T> work, T otherwise)
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
            Field.class,
            row ->
                asked.add(
                    new Asked(
                        row.letter(Field.KIND) == 'd',
                        row.number(Field.OID),
                        row.shared(Field.NAME),
                        row.flag(Field.ALLOWED))));
    return asked;
  }

  private static Long sizeOf(Connection connection, Asked asked) throws SQLException {
    String file = asked.isDatabase ? "database_size" : "tablespace_size";
    try (PreparedStatement statement = connection.prepareStatement(sql(file))) {
      statement.setLong(1, asked.oid);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        long size = row.getLong("bytes");
        return row.wasNull() ? null : size;
      }
    }
  }

  private static Map<String, Long> largeObjects(Connection connection, String file)
      throws SQLException {
    Map<String, Long> found = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql(file));
        ResultSet row = statement.executeQuery()) {
      if (row.next()) {
        found.put(SIZE, row.getLong("bytes"));
        long objects = row.getLong("objects");
        if (!row.wasNull()) {
          found.put(LARGE_OBJECT_COUNT, objects);
        }
      }
    }
    return found;
  }

  /** Bytes of the database; null where unknown. */
  Long databaseBytes() {
    return database;
  }

  /** Statistics of a tablespace; empty where unknown. */
  Map<String, Long> ofTablespace(long oid) {
    Long found = bytes.get(oid);
    return found == null ? Map.of() : Map.of(SIZE, found);
  }

  /** Statistics of the database's large objects; without those that are unknown. */
  Map<String, Long> ofLargeObjects() {
    return largeObjects;
  }

  /** The same; a null in them where unknown. */
  Map<String, Long> allOfLargeObjects() {
    Map<String, Long> found = new LinkedHashMap<>();
    found.put(SIZE, largeObjects.get(SIZE));
    found.put(LARGE_OBJECT_COUNT, largeObjects.get(LARGE_OBJECT_COUNT));
    return found;
  }

  /** Statistics of each tablespace by name; a null in them where unknown. */
  void ofTablespaces(BiConsumer<String, Map<String, Long>> consumer) {
    tablespaces.forEach(
        (oid, name) -> consumer.accept(name, Collections.singletonMap(SIZE, bytes.get(oid))));
  }

  private static String sql(String statement) {
    return CatalogSql.text(ObjectSizes.class, statement);
  }
}

package io.gazetteer.testing;

import io.gazetteer.source.ObjectKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A database that holds every kind of object which a major version has. */
public final class KindsFixture {

  private static final List<Integer> STEPS = List.of(14, 15, 16, 17, 18);

  /** One of each. */
  private static final List<ObjectKind> RARE =
      List.of(
          ObjectKind.LANGUAGE,
          ObjectKind.CAST,
          ObjectKind.TRANSFORM,
          ObjectKind.ACCESS_METHOD,
          ObjectKind.OPERATOR_CLASS,
          ObjectKind.OPERATOR_FAMILY,
          ObjectKind.CONVERSION,
          ObjectKind.TEXT_SEARCH_CONFIGURATION,
          ObjectKind.TEXT_SEARCH_DICTIONARY,
          ObjectKind.TEXT_SEARCH_PARSER,
          ObjectKind.TEXT_SEARCH_TEMPLATE,
          ObjectKind.LARGE_OBJECTS);

  private KindsFixture() {}

  /** Fills the database that the connection is in. */
  public static void load(Connection connection, int majorVersion) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text("all"));
      for (int step : STEPS) {
        if (step <= majorVersion) {
          statement.execute(text("from_" + step));
        }
      }
    }
  }

  /** How many objects of each kind it holds, those of extensions left out; counted by hand. */
  public static Map<ObjectKind, Integer> counts(int majorVersion) {
    Map<ObjectKind, Integer> counts = new EnumMap<>(ObjectKind.class);
    counts.put(ObjectKind.INDEX, 24);
    counts.put(ObjectKind.CONSTRAINT, 24);
    counts.put(ObjectKind.SEQUENCE, 3);
    counts.put(ObjectKind.TRIGGER, 7);
    counts.put(ObjectKind.EVENT_TRIGGER, 1);
    counts.put(ObjectKind.RULE, 1);
    counts.put(ObjectKind.TYPE, 7);
    counts.put(ObjectKind.AGGREGATE, 2);
    counts.put(ObjectKind.WINDOW_FUNCTION, 1);
    counts.put(ObjectKind.OPERATOR, 2);
    counts.put(ObjectKind.EXTENSION, 3);
    counts.put(ObjectKind.FOREIGN_DATA_WRAPPER, 1);
    counts.put(ObjectKind.FOREIGN_SERVER, 1);
    counts.put(ObjectKind.USER_MAPPING, 2);
    counts.put(ObjectKind.PUBLICATION, 2);
    counts.put(ObjectKind.SUBSCRIPTION, 1);
    counts.put(ObjectKind.TABLESPACE, 2);
    counts.put(ObjectKind.STATISTICS, 1);
    counts.put(ObjectKind.COLLATION, 1);
    counts.put(ObjectKind.POLICY, 1);
    counts.put(ObjectKind.ROLE, 8);
    RARE.forEach(kind -> counts.put(kind, 1));
    if (majorVersion < 13) {
      // Those of partitions are not told from the server's own.
      add(counts, ObjectKind.TRIGGER, -3);
    }
    if (majorVersion >= 14) {
      add(counts, ObjectKind.STATISTICS, 1);
      add(counts, ObjectKind.ROLE, 1);
    }
    if (majorVersion >= 15) {
      add(counts, ObjectKind.INDEX, 2);
      add(counts, ObjectKind.CONSTRAINT, 2);
      add(counts, ObjectKind.PUBLICATION, 2);
      add(counts, ObjectKind.SEQUENCE, 1);
    }
    if (majorVersion >= 16) {
      add(counts, ObjectKind.ROLE, 1);
    }
    if (majorVersion >= 17) {
      add(counts, ObjectKind.COLLATION, 1);
      add(counts, ObjectKind.ROLE, 1);
    }
    if (majorVersion >= 18) {
      add(counts, ObjectKind.INDEX, 1);
      add(counts, ObjectKind.PUBLICATION, 1);
      // 7 of its own, and 17 columns of the older tables that may not be null.
      add(counts, ObjectKind.CONSTRAINT, 24);
    }
    return counts;
  }

  private static void add(Map<ObjectKind, Integer> counts, ObjectKind kind, int more) {
    counts.merge(kind, more, Integer::sum);
  }

  private static String text(String file) {
    try (InputStream in = KindsFixture.class.getResourceAsStream("/kinds/" + file + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

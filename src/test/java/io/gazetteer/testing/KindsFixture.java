package io.gazetteer.testing;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database that holds every kind of object which a major version has. */
public final class KindsFixture {

  private static final List<Integer> STEPS = List.of(14, 15, 16, 17, 18);

  /** One of each. */
  private static final List<AssetKind> RARE =
      List.of(
          PostgresKinds.LANGUAGE,
          PostgresKinds.CAST,
          PostgresKinds.TRANSFORM,
          PostgresKinds.ACCESS_METHOD,
          PostgresKinds.OPERATOR_CLASS,
          PostgresKinds.OPERATOR_FAMILY,
          PostgresKinds.CONVERSION,
          PostgresKinds.TEXT_SEARCH_CONFIGURATION,
          PostgresKinds.TEXT_SEARCH_DICTIONARY,
          PostgresKinds.TEXT_SEARCH_PARSER,
          PostgresKinds.TEXT_SEARCH_TEMPLATE,
          PostgresKinds.LARGE_OBJECTS);

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
  public static Map<AssetKind, Integer> counts(int majorVersion) {
    Map<AssetKind, Integer> counts = new HashMap<>();
    counts.put(PostgresKinds.INDEX, 24);
    counts.put(PostgresKinds.CONSTRAINT, 24);
    counts.put(PostgresKinds.SEQUENCE, 3);
    counts.put(PostgresKinds.TRIGGER, 7);
    counts.put(PostgresKinds.EVENT_TRIGGER, 1);
    counts.put(PostgresKinds.RULE, 1);
    counts.put(PostgresKinds.TYPE, 7);
    counts.put(PostgresKinds.AGGREGATE, 2);
    counts.put(PostgresKinds.WINDOW_FUNCTION, 1);
    counts.put(PostgresKinds.OPERATOR, 2);
    counts.put(PostgresKinds.EXTENSION, 3);
    counts.put(PostgresKinds.FOREIGN_DATA_WRAPPER, 1);
    counts.put(PostgresKinds.FOREIGN_SERVER, 1);
    counts.put(PostgresKinds.USER_MAPPING, 2);
    counts.put(PostgresKinds.PUBLICATION, 2);
    counts.put(PostgresKinds.SUBSCRIPTION, 1);
    counts.put(PostgresKinds.TABLESPACE, 2);
    counts.put(PostgresKinds.STATISTICS, 1);
    counts.put(PostgresKinds.COLLATION, 1);
    counts.put(PostgresKinds.POLICY, 1);
    counts.put(PostgresKinds.ROLE, 8);
    RARE.forEach(kind -> counts.put(kind, 1));
    if (majorVersion < 13) {
      // Those of partitions are not told from the server's own.
      add(counts, PostgresKinds.TRIGGER, -3);
    }
    if (majorVersion >= 14) {
      add(counts, PostgresKinds.STATISTICS, 1);
      add(counts, PostgresKinds.ROLE, 1);
    }
    if (majorVersion >= 15) {
      add(counts, PostgresKinds.INDEX, 2);
      add(counts, PostgresKinds.CONSTRAINT, 2);
      add(counts, PostgresKinds.PUBLICATION, 2);
      add(counts, PostgresKinds.SEQUENCE, 1);
    }
    if (majorVersion >= 16) {
      add(counts, PostgresKinds.ROLE, 1);
    }
    if (majorVersion >= 17) {
      add(counts, PostgresKinds.COLLATION, 1);
      add(counts, PostgresKinds.ROLE, 1);
    }
    if (majorVersion >= 18) {
      add(counts, PostgresKinds.INDEX, 1);
      add(counts, PostgresKinds.PUBLICATION, 1);
      // 7 of its own, and 17 columns of the older tables that may not be null.
      add(counts, PostgresKinds.CONSTRAINT, 24);
    }
    return counts;
  }

  private static void add(Map<AssetKind, Integer> counts, AssetKind kind, int more) {
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

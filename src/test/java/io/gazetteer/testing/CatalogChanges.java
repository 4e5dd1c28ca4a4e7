package io.gazetteer.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Changes of a catalog that a crawl has to see, and what happens without being one. */
public final class CatalogChanges {

  private CatalogChanges() {}

  /** Something that is done to a database. */
  public record Step(String name, String sql) {

    /** In autocommit, statement by statement where a semicolon and a blank part them. */
    public void make(Connection connection) throws SQLException {
      for (String part : sql.startsWith("DO ") ? List.of(sql) : List.of(sql.split("; ", -1))) {
        try (Statement statement = connection.createStatement()) {
          statement.execute(part);
        }
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Fills an empty database with one of everything. */
  public static void load(Connection connection, int majorVersion) throws SQLException {
    KindsFixture.load(connection, majorVersion);
    try (Statement statement = connection.createStatement()) {
      for (String part : text("setup").split(";\n", -1)) {
        // Tablespaces without a folder of their own are of 15.
        if (majorVersion >= 15 || !part.contains("tablespace") && !part.contains("TABLESPACE")) {
          statement.execute(part);
        }
      }
    }
  }

  /** Changes, to be made in this order. */
  public static List<Step> changes() {
    return steps("changes");
  }

  /** What changes no catalog; in any order. */
  public static List<Step> noise() {
    return steps("noise");
  }

  private static List<Step> steps(String file) {
    List<Step> steps = new ArrayList<>();
    String[] parts = text(file).split("-- name: ", -1);
    for (int i = 1; i < parts.length; i++) {
      int end = parts[i].indexOf('\n');
      steps.add(new Step(parts[i].substring(0, end), parts[i].substring(end).strip()));
    }
    return steps;
  }

  private static String text(String file) {
    try (InputStream in = CatalogChanges.class.getResourceAsStream("/recrawl/" + file + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

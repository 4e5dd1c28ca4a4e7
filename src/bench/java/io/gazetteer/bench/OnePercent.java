package io.gazetteer.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Changes one table in a hundred: a comment, a column's name, or a column more or less. */
final class OnePercent {

  private static final String TABLES =
      """
      SELECT t.oid::regclass::text, t.place / 100 % 3,
          (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = 3),
          EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'added')
      FROM (
          SELECT c.oid, row_number() OVER (ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C") AS place
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind = 'r' AND NOT c.relispartition AND c.oid >= 16384) AS t
      WHERE t.place % 100 = 1
      """;

  private final String url;

  OnePercent(String url) {
    this.url = url;
  }

  void change() throws SQLException {
    try (Connection connection = Servers.connect(url);
        Statement statement = connection.createStatement()) {
      List<String> changes = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(TABLES)) {
        while (row.next()) {
          changes.add(change(row.getString(1), row.getInt(2), row.getString(3), row.getBoolean(4)));
        }
      }
      statement.execute(String.join(";\n", changes));
      Console.say("%d tables changed".formatted(changes.size()));
    }
  }

  private static String change(String table, int sort, String column, boolean added) {
    return switch (sort) {
      case 0 -> "COMMENT ON TABLE " + table + " IS 'Changed " + System.nanoTime() + "'";
      case 1 ->
          "ALTER TABLE %s RENAME COLUMN %s TO %s"
              .formatted(
                  table,
                  column,
                  column.endsWith("_r") ? column.substring(0, column.length() - 2) : column + "_r");
      default -> "ALTER TABLE " + table + (added ? " DROP COLUMN added" : " ADD COLUMN added text");
    };
  }
}

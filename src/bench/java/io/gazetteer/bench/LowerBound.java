package io.gazetteer.bench;

import io.gazetteer.common.SqlFiles;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The least that a crawl can cost: COPY of the cheapest catalog queries that hold the same
 * information to nothing, then COPY of all rows that our crawl wrote into tables without indexes
 * and triggers.
 */
final class LowerBound implements Worker.Contender {

  private static final List<String> QUERIES =
      List.of(
          "relations",
          "columns",
          "defaults",
          "descriptions",
          "types",
          "keys",
          "indexes",
          "partitions",
          "partition_keys",
          "views",
          "routines");

  private final String source;
  private final String store;
  private final Path rows;

  LowerBound(String source, String store, Path rows) {
    this.source = source;
    this.store = store;
    this.rows = rows;
  }

  /** Keeps the rows of a crawl for the measurement: one file for each table that has any. */
  static void dump(String store, Path rows) throws SQLException, IOException {
    OwnExtract.delete(rows);
    Files.createDirectories(rows);
    try (Connection connection = Servers.connect(store)) {
      for (String table : tables(connection)) {
        Path file = rows.resolve(table);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
          // Not COPY of the table, which omits generated columns.
          String sql = "COPY (SELECT * FROM " + table + ") TO STDOUT (FORMAT binary)";
          if (copies(connection).copyOut(sql, out) > 0) {
            continue;
          }
        }
        Files.delete(file);
      }
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT relname FROM pg_class WHERE relkind = 'r'"
                    + " AND relnamespace = 'public'::regnamespace"
                    + " AND relname <> 'flyway_schema_history'")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  @Override
  public void warmUp() throws Exception {
    read(Shape.WARM.database());
  }

  @Override
  public void run(Shape shape, Meter meter) throws Exception {
    meter.measure("lower read", () -> read(shape.database()));
    List<Path> files;
    try (Stream<Path> found = Files.list(rows)) {
      files = found.sorted().toList();
    }
    try (Connection connection = Servers.connect(store + OwnCrawl.STORE);
        Statement statement = connection.createStatement()) {
      for (Path file : files) {
        statement.execute(
            "CREATE TABLE bound_" + file.getFileName() + " (LIKE " + file.getFileName() + ")");
      }
      meter.measure("lower write", () -> write(connection, files));
    }
  }

  void read(String database) throws SQLException, IOException {
    try (Connection connection = Servers.connect(source + database)) {
      connection.setAutoCommit(false);
      try (Statement begin = connection.createStatement()) {
        begin.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
      }
      for (String query : QUERIES) {
        String sql = "COPY (" + SqlFiles.of(LowerBound.class, query) + ") TO STDOUT";
        copies(connection).copyOut(sql, OutputStream.nullOutputStream());
      }
      connection.commit();
    }
  }

  private static void write(Connection connection, List<Path> files)
      throws SQLException, IOException {
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        String sql = "COPY bound_" + file.getFileName() + " FROM STDIN (FORMAT binary)";
        copies(connection).copyIn(sql, in, 1 << 16);
      }
    }
  }
}

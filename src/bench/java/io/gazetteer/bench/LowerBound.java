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
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The least that a crawl can cost: COPY of the cheapest catalog queries that hold the same
 * information to nothing, then COPY of the finished rows into the empty, indexed asset table.
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

  /** Keeps the rows of a crawl for the measurement. */
  static void dump(String store, Path rows) throws SQLException, IOException {
    try (Connection connection = Servers.connect(store);
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(rows))) {
      copies(connection).copyOut("COPY asset TO STDOUT (FORMAT binary)", out);
    }
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
    meter.measure("lower write", this::write);
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

  private void write() throws SQLException, IOException {
    try (Connection connection = Servers.connect(store + OwnCrawl.STORE);
        InputStream in = new BufferedInputStream(Files.newInputStream(rows), 1 << 16)) {
      copies(connection).copyIn("COPY asset FROM STDIN (FORMAT binary)", in, 1 << 16);
    }
  }
}

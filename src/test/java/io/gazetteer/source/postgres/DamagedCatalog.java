package io.gazetteer.source.postgres;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;

/** A server of a test's own, of whose catalog it may delete rows. */
abstract class DamagedCatalog {

  private EmbeddedPostgres server;
  final CollectedRows rows = new CollectedRows();

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  void start(String version) throws IOException {
    server = VersionedPostgres.start(version);
  }

  Reading read() throws SQLException {
    return read(Selection.ALL);
  }

  Reading read(Selection selection) throws SQLException {
    try (Connection connection = SourceConnections.open(server.getPort(), "postgres", "postgres")) {
      return new PostgresSource().read(ReadRequest.full(connection, selection), rows);
    }
  }

  long oid(String expression) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CAST(" + expression + " AS oid)")) {
      row.next();
      return row.getLong(1);
    }
  }

  void execute(String... statements) throws SQLException {
    for (String sql : statements) {
      // Of a connection of its own: no cache hides what is gone.
      try (Connection connection = connect();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
  }
}

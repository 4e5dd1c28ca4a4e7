package io.gazetteer.source.postgres;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A server whose databases have other encodings than UTF-8, and the product's reads of them. */
record EncodedServer(EmbeddedPostgres server) implements AutoCloseable {

  static EncodedServer start(String version) throws IOException {
    return new EncodedServer(VersionedPostgres.start(version));
  }

  /** Creates a database with that encoding and the locale C. */
  void create(String database, String encoding) throws SQLException {
    execute(
        "postgres",
        "CREATE DATABASE %s ENCODING '%s' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
            .formatted(database, encoding));
  }

  /** Runs statements over the driver as it is, which converts all text from UTF-8. */
  void execute(String database, String... statements) throws SQLException {
    try (Connection connection = open(database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /** A connection as the driver opens it; the caller closes it. */
  Connection open(String database) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
  }

  /** A connection as the product opens it, whatever the encoding; the caller closes it. */
  Connection connect(String database) {
    return SourceConnections.open(server.getPort(), database, "postgres");
  }

  Reading read(String database, Selection selection, CollectedRows rows) throws SQLException {
    try (Connection connection = connect(database)) {
      return new PostgresSource().read(ReadRequest.full(connection, selection), rows);
    }
  }

  /** Names of the relations of a schema. */
  static List<String> names(CollectedRows rows, String schema) {
    return rows.relations.stream()
        .filter(row -> row.schema().equals(schema))
        .map(RelationRow::name)
        .toList();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

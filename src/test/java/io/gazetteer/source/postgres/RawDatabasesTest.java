package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.DatabaseListing;
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
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that a client which speaks UTF-8 only cannot connect to. */
class RawDatabasesTest {

  private EmbeddedPostgres server;

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void a_database_in_mule_internal_is_read_with_what_is_not_ascii_escaped(String version)
      throws IOException, SQLException {
    try (EmbeddedPostgres started = VersionedPostgres.start(version)) {
      server = started;
      execute(
          "postgres",
          "CREATE DATABASE mule ENCODING 'MULE_INTERNAL' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
      try (Connection connection = connect("mule");
          Statement statement = connection.createStatement()) {
        for (String sql :
            List.of(
                "create table plain (a int default 1, b text default ''x'')",
                "create table \"gr\\x81\\xF6e\" (\"\\x81\\xE4\" int)",
                "create table \"gr\\x81\\xE4e\" (a int)",
                "comment on table plain is ''Gr\\x81\\xF6e''")) {
          statement.execute("DO $do$ BEGIN EXECUTE E'" + sql + "'; END $do$");
        }
      }
      CollectedRows rows = new CollectedRows();
      Reading reading = read("mule", Selection.ALL, rows);

      assertThat(rows.databases.get(0).encoding()).isEqualTo("MULE_INTERNAL");
      assertThat(names(rows, "public"))
          .containsExactlyInAnyOrder("plain", "gr�81�F6e", "gr�81�E4e");
      assertThat(rows.column("public", "gr�81�F6e", "�81�E4").type().formatted())
          .isEqualTo("integer");
      assertThat(rows.relation("public", "plain").comment()).isEqualTo("Gr�81�F6e");
      assertThat(rows.column("public", "plain", "b").defaultValue()).isEqualTo("'x'::text");
      assertThat(reading.warnings()).isEmpty();
      assertThat(reading.notices())
          .singleElement()
          .asString()
          .contains("relation public.gr�81�F6e", "column public.gr�81�F6e.�81�E4")
          .contains("relation public.plain");
      CollectedRows filtered = new CollectedRows();
      read("mule", new Selection(List.of(), List.of(), Optional.of("^(?:plain)$")), filtered);
      assertThat(names(filtered, "public")).containsExactlyInAnyOrder("gr�81�F6e", "gr�81�E4e");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void a_database_is_read_whatever_the_bytes_of_its_name(String version)
      throws IOException, SQLException {
    try (EmbeddedPostgres started = VersionedPostgres.start(version)) {
      server = started;
      execute(
          "postgres",
          "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
      execute("latin", "CREATE DATABASE \"größe\" TEMPLATE template0");
      execute("postgres", "CREATE DATABASE \"größe\"", "CREATE DATABASE \"a�F6\"");
      List<String> names;
      try (Connection connection = connect("postgres")) {
        names =
            new PostgresSource()
                .databases(connection, Selection.ALL).stream().map(DatabaseListing::name).toList();
      }
      assertThat(names).contains("gr�F6�DFe", "größe", "a�EF�BF�BDF6");

      for (String name : List.of("gr�F6�DFe", "größe", "a�EF�BF�BDF6")) {
        CollectedRows rows = new CollectedRows();
        Reading reading = read(name, Selection.ALL, rows);
        assertThat(rows.databases.get(0).name()).isEqualTo(name);
        assertThat(reading.warnings()).isEmpty();
      }
    }
  }

  private static List<String> names(CollectedRows rows, String schema) {
    return rows.relations.stream()
        .filter(row -> row.schema().equals(schema))
        .map(RelationRow::name)
        .toList();
  }

  private Reading read(String database, Selection selection, CollectedRows rows)
      throws SQLException {
    try (Connection connection = connect(database)) {
      return new PostgresSource().read(ReadRequest.full(connection, selection), rows);
    }
  }

  private Connection connect(String database) {
    return SourceConnections.open(server.getPort(), database, "postgres");
  }

  private void execute(String database, String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres", database));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}

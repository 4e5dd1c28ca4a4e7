package io.gazetteer.source.postgres;

import static io.gazetteer.source.postgres.EncodedServer.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that a client which speaks UTF-8 only cannot connect to. */
@Tag("slow")
class RawDatabasesTest {

  private EncodedServer server;

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void a_database_in_mule_internal_is_read_with_what_is_not_ascii_escaped(String version)
      throws IOException, SQLException {
    try (EncodedServer started = EncodedServer.start(version)) {
      server = started;
      server.create("mule", "MULE_INTERNAL");
      try (Connection connection = server.connect("mule");
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
      Reading reading = server.read("mule", Selection.ALL, rows);

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
      server.read(
          "mule", new Selection(List.of(), List.of(), Optional.of("^(?:plain)$")), filtered);
      assertThat(names(filtered, "public")).containsExactlyInAnyOrder("gr�81�F6e", "gr�81�E4e");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void a_database_is_read_whatever_the_bytes_of_its_name(String version)
      throws IOException, SQLException {
    try (EncodedServer started = EncodedServer.start(version)) {
      server = started;
      server.create("latin", "LATIN1");
      server.execute("latin", "CREATE DATABASE \"größe\" TEMPLATE template0");
      server.execute("postgres", "CREATE DATABASE \"größe\"", "CREATE DATABASE \"a�F6\"");
      List<String> names;
      try (Connection connection = server.connect("postgres")) {
        names =
            new PostgresSource()
                .databases(connection, Selection.ALL).stream().map(DatabaseListing::name).toList();
      }
      assertThat(names).contains("gr�F6�DFe", "größe", "a�EF�BF�BDF6");

      for (String name : List.of("gr�F6�DFe", "größe", "a�EF�BF�BDF6")) {
        CollectedRows rows = new CollectedRows();
        Reading reading = server.read(name, Selection.ALL, rows);
        assertThat(rows.databases.get(0).name()).isEqualTo(name);
        assertThat(reading.warnings()).isEmpty();
      }
    }
  }
}

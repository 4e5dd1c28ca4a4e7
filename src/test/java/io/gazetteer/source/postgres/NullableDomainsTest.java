package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A column is nullable where the server says so, whatever its type is built on. */
class NullableDomainsTest {

  private static final String DOMAINS =
      """
      CREATE SCHEMA "do m";
      CREATE DOMAIN "do m".code AS char(10) CONSTRAINT nn NOT NULL;
      CREATE DOMAIN over_domain AS "do m".code CHECK (length(VALUE) > 2);
      CREATE DOMAIN thrice AS over_domain;
      CREATE DOMAIN loose AS int CHECK (VALUE > 0);
      CREATE DOMAIN tight AS loose NOT NULL;
      CREATE DOMAIN list AS "do m".code[];
      CREATE TABLE dom_t (a "do m".code, b "do m".code[], c loose, d tight, e list, f text NOT NULL, g int);
      CREATE TABLE through_domain (f over_domain);
      CREATE TABLE through_two (f thrice);
      CREATE VIEW dom_v AS SELECT a, c, f FROM dom_t;
      CREATE MATERIALIZED VIEW dom_m AS SELECT a, c FROM dom_t""";

  private final PostgresSource source = new PostgresSource();

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void a_column_is_nullable_where_the_server_says_so(String version)
      throws IOException, SQLException {
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection connection = server.getPostgresDatabase().getConnection()) {
      execute(connection, DOMAINS);
      CollectedRows rows = new CollectedRows();
      Reading reading = source.read(ReadRequest.full(connection, Selection.ALL), rows);

      Map<String, Boolean> expected = asked(connection);
      // The information schema looks at the type of the column alone, yet no null gets in.
      for (String table : new String[] {"through_domain", "through_two"}) {
        assertThatThrownBy(() -> execute(connection, "INSERT INTO " + table + " (f) VALUES (NULL)"))
            .hasMessageContaining("does not allow null values");
        expected.put(table + ".f", false);
      }
      assertThat(nullable(rows)).containsAllEntriesOf(expected).containsEntry("dom_m.a", false);
      assertThat(
              rows.objects(PostgresKinds.TYPE).stream()
                  .collect(
                      Collectors.toMap(
                          type -> type.name(), type -> type.attributes().get("isNullable"))))
          .isEqualTo(
              Map.of(
                  "code",
                  false,
                  "over_domain",
                  false,
                  "thrice",
                  false,
                  "loose",
                  true,
                  "tight",
                  false,
                  "list",
                  true));

      if (reading.recognition().fingerprint().isPresent()) {
        theRelaxedDomainIsSeen(connection, reading.recognition().fingerprint().get());
      }
    }
  }

  private void theRelaxedDomainIsSeen(Connection connection, Fingerprint earlier)
      throws SQLException {
    execute(connection, "ALTER DOMAIN \"do m\".code DROP NOT NULL");
    CollectedRows rows = new CollectedRows();
    source.read(ReadRequest.full(connection, Selection.ALL).in(rows.since(earlier)), rows);
    assertThat(nullable(rows))
        .containsEntry("dom_t.a", true)
        .containsEntry("through_domain.f", true)
        .containsEntry("through_two.f", true)
        .containsEntry("dom_t.d", false);
  }

  private static Map<String, Boolean> nullable(CollectedRows rows) {
    Map<String, Boolean> found = new TreeMap<>();
    for (ColumnRow column : rows.columns) {
      found.put(column.relation().name() + "." + column.name(), column.nullable());
    }
    return found;
  }

  private static Map<String, Boolean> asked(Connection connection) throws SQLException {
    Map<String, Boolean> found = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT table_name, column_name, is_nullable FROM information_schema.columns"
                    + " WHERE table_schema = 'public'")) {
      while (row.next()) {
        found.put(row.getString(1) + "." + row.getString(2), row.getString(3).equals("YES"));
      }
    }
    assertThat(found)
        .containsEntry("dom_t.a", false)
        .containsEntry("dom_v.a", false)
        .containsEntry("dom_t.b", true)
        .containsEntry("dom_t.d", false);
    return found;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

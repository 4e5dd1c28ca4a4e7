package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is named in a schema other than pg_catalog is reported with that schema. */
@Tag("slow")
class NamesInSchemasTest {

  /** These stand beside an attribute that names the schema. */
  private static final Set<String> WITH_SCHEMA_BESIDE = Set.of("onTable", "ownedByTable");

  private static final Pattern BARE = Pattern.compile("(?<![\\w.])sx_\\w+");

  /** What a definition makes in the schema of something else is written without it. */
  private static final Pattern MADE_BESIDE = Pattern.compile("INDEX sx_\\w+ ON");

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void no_attribute_holds_a_bare_name_of_something_in_a_schema(String version)
      throws IOException, SQLException {
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection connection = server.getPostgresDatabase().getConnection()) {
      execute(connection, objects());
      CollectedRows rows = read(connection);
      for (ObjectRow row : rows.objects) {
        String where = row.kind() + " " + row.identity();
        row.attributes()
            .forEach(
                (name, value) -> {
                  if (!WITH_SCHEMA_BESIDE.contains(name)) {
                    assertNoBareName(where + " " + name, String.valueOf(value));
                  }
                });
        assertNoBareName(where, row.definition());
      }
      for (RelationRow row : rows.relations) {
        assertNoBareName(row.name(), row.storage() + " " + row.partitioning());
      }
      for (ColumnRow row : rows.columns) {
        assertNoBareName(row.name(), row.type() + " " + row.defaultValue());
      }
      for (RoutineRow row : rows.routines) {
        assertNoBareName(
            row.name(),
            row.definition() + row.argumentTypes() + row.arguments() + row.returnType());
      }
      assertThat(rows.objects(PostgresKinds.TYPE)).hasSize(6);
    }
  }

  private static void assertNoBareName(String what, String text) {
    if (text != null) {
      assertThat(MADE_BESIDE.matcher(text).replaceAll(""))
          .as(what)
          .doesNotContainPattern(BARE)
          .doesNotContainPattern("sx_\\w+\\.sx_");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void collations_and_types_of_one_name_in_two_schemas_stay_apart(String version)
      throws IOException, SQLException {
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection connection = server.getPostgresDatabase().getConnection()) {
      execute(
          connection,
          """
          CREATE SCHEMA c1;
          CREATE SCHEMA "C 2";
          CREATE COLLATION c1.ci FROM "C";
          CREATE COLLATION "C 2".ci FROM "C";
          CREATE COLLATION c1."Odd /%" FROM "C";
          CREATE TYPE c1.mood AS ENUM ();
          CREATE TYPE "C 2".mood AS ENUM ();
          CREATE TABLE public.coll (a text COLLATE c1.ci, b text COLLATE "C 2".ci, c text COLLATE c1."Odd /%",
            d text COLLATE "POSIX", e text, f c1.mood, g "C 2".mood[])""");
      CollectedRows rows = read(connection);
      Map<String, String> collations = new TreeMap<>();
      Map<String, String> types = new TreeMap<>();
      for (ColumnRow row : rows.columns) {
        collations.put(row.name(), String.valueOf(row.type().collation()));
        types.put(row.name(), row.type().name());
      }
      assertThat(types)
          .containsEntry("a", "text")
          .containsEntry("f", "c1.mood")
          .containsEntry("g", "\"C 2\"._mood");
      assertThat(collations)
          .isEqualTo(
              Map.of(
                  "a",
                  "c1.ci",
                  "b",
                  "\"C 2\".ci",
                  "c",
                  "c1.\"Odd /%\"",
                  "d",
                  "POSIX",
                  "e",
                  "null",
                  "f",
                  "null",
                  "g",
                  "null"));
      assertThat(collations).containsAllEntriesOf(asked(connection));
    }
  }

  /** As the server writes the collations that are not in pg_catalog. */
  private static Map<String, String> asked(Connection connection) throws SQLException {
    Map<String, String> found = new TreeMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT attname, CAST(CAST(attcollation AS regcollation) AS text) FROM pg_attribute"
                    + " WHERE attrelid = 'public.coll'::regclass AND attnum BETWEEN 1 AND 3")) {
      while (row.next()) {
        found.put(row.getString(1), row.getString(2));
      }
    }
    assertThat(found).hasSize(3);
    return found;
  }

  private static CollectedRows read(Connection connection) throws SQLException {
    CollectedRows rows = new CollectedRows();
    assertThat(
            new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows).warnings())
        .isEmpty();
    return rows;
  }

  private static String objects() throws IOException {
    try (InputStream in = NamesInSchemasTest.class.getResourceAsStream("/kinds/in_schemas.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.gazetteer.crawl.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SqlNames;
import io.gazetteer.source.postgres.PostgresSource;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A name that stands in a longer text is quoted there as PostgreSQL quotes it. */
@Tag("slow")
class QuotedNamesTest {

  private static final String OBJECTS =
      """
      CREATE ROLE "PUBLIC";
      CREATE ROLE "a, b";
      CREATE ROLE "a: SELECT; b";
      CREATE ROLE plain;
      CREATE SCHEMA "s.t";
      CREATE TYPE "s.t"."ty pe" AS ("No 1" int, "select" text);
      CREATE FUNCTION one(IN "a b" int, OUT "c d" text, INOUT "e ""f"\"" "s.t"."ty pe", plain int, "user" int, "Up" int, "json" json, int)
        LANGUAGE sql AS 'SELECT NULL::text, NULL::"s.t"."ty pe"';
      CREATE FUNCTION two("x, OUT y" int, VARIADIC "many, more" text[]) RETURNS int LANGUAGE sql AS 'SELECT 1';
      CREATE FUNCTION three("in" int) RETURNS TABLE ("c d" text, "values" int) LANGUAGE sql AS 'SELECT NULL::text, 1';
      CREATE TABLE "s.t".parent ("a b" int, "check" int, CHECK ("a b" > "check"));
      CREATE TABLE "s.t"."chi, ld" () INHERITS ("s.t".parent);
      CREATE TABLE shared (id int);
      CREATE TABLE told (id int);
      ALTER TABLE told ENABLE ROW LEVEL SECURITY;
      CREATE POLICY everybody ON told TO PUBLIC USING (true);
      CREATE POLICY one_role ON told TO "PUBLIC", plain USING (true);
      CREATE INDEX "od d" ON "s.t".parent ("a b", ("check" + 1));
      GRANT SELECT ON shared TO "a, b", "a: SELECT; b", plain;
      GRANT SELECT ON told TO "PUBLIC";
      GRANT INSERT ON told TO PUBLIC;
      CREATE TYPE "s.t".kept AS ENUM ('one');
      GRANT USAGE ON TYPE "s.t".kept TO "a: SELECT; b", "PUBLIC"
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void names_in_texts_are_quoted_as_the_server_quotes_them(String version)
      throws IOException, SQLException {
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection connection = server.getPostgresDatabase().getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(OBJECTS);
      }
      CollectedRows rows = new CollectedRows();
      new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);

      signaturesAreTheServers(connection, rows);
      rightsNameEachRole(rows);
      assertThat(
              attributes(rows.relation("s.t", "chi, ld"))
                  .at("/customAttributes/inherits_from")
                  .asText())
          .isEqualTo("\"s.t\".parent");
      assertThat(rows.object(PostgresKinds.INDEX, "s.t", "od d").definition())
          .isEqualTo(
              "CREATE INDEX \"od d\" ON \"s.t\".parent USING btree (\"a b\", ((\"check\" + 1)))");
      assertThat(rows.objects(PostgresKinds.CONSTRAINT))
          .filteredOn(row -> row.relation().name().equals("parent"))
          .extracting(ObjectRow::definition)
          .contains("CHECK ((\"a b\" > \"check\"))");
      assertThat(rows.object(PostgresKinds.TYPE, "s.t", "ty pe").definition())
          .isEqualTo("CREATE TYPE \"s.t\".\"ty pe\" AS (\"No 1\" integer, \"select\" text)");
    }
  }

  private static void signaturesAreTheServers(Connection connection, CollectedRows rows)
      throws SQLException, IOException {
    Map<String, String> expected = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = pg_catalog");
      try (ResultSet row =
          statement.executeQuery(
              "SELECT proname, pg_get_function_arguments(oid), pg_get_function_result(oid) FROM"
                  + " pg_proc WHERE pronamespace = 'public'::regnamespace")) {
        while (row.next()) {
          expected.put(row.getString(1), row.getString(2) + " RETURNS " + row.getString(3));
        }
      }
    }
    assertThat(expected.get("one")).contains("OUT \"c d\" text", "INOUT \"e \"\"f\"\"\" ");
    assertThat(expected.get("three")).endsWith("TABLE(\"c d\" text, \"values\" integer)");
    Map<String, String> found = new TreeMap<>();
    for (RoutineRow row : rows.routines) {
      JsonNode attributes = JSON.readTree(RoutineAttributes.of(new AttributesJson(), row).json());
      List<String> written = new ArrayList<>();
      List<String> table = new ArrayList<>();
      for (JsonNode argument : attributes.get("functionArguments")) {
        String text = argument.asText();
        if (text.startsWith("TABLE ")) {
          table.add(text.substring("TABLE ".length()));
        } else {
          written.add(text);
        }
      }
      String result = attributes.get("functionReturnType").asText();
      if (!table.isEmpty()) {
        assertThat(result).isEqualTo("TABLE(" + String.join(", ", table) + ")");
      }
      found.put(row.name(), String.join(", ", written) + " RETURNS " + result);
    }
    assertThat(found).isEqualTo(expected);
  }

  private static void rightsNameEachRole(CollectedRows rows) throws IOException {
    RelationRow shared = rows.relation("public", "shared");
    assertThat(shared.privileges().allowed())
        .containsEntry("SELECT", List.of("a, b", "a: SELECT; b", "plain"));
    JsonNode custom = attributes(shared).get("customAttributes");
    assertThat(custom.get("may_select").asText()).isEqualTo("\"a, b\", \"a: SELECT; b\", plain");
    assertThat(custom.get("grants").asText())
        .contains("\"a, b\": SELECT; \"a: SELECT; b\": SELECT; plain: SELECT");

    RelationRow told = rows.relation("public", "told");
    assertThat(told.privileges().allowed())
        .containsEntry("SELECT", List.of("\"PUBLIC\""))
        .containsEntry("INSERT", List.of("PUBLIC"));
    JsonNode ofTold = attributes(told).get("customAttributes");
    assertThat(ofTold.get("may_select").asText()).isEqualTo("\"PUBLIC\"");
    assertThat(ofTold.get("may_insert").asText()).isEqualTo("PUBLIC");
    assertThat(ofTold.get("grants").asText()).contains("\"PUBLIC\": SELECT", "; PUBLIC: INSERT");

    assertThat(rows.object(PostgresKinds.POLICY, "public", "everybody").attributes())
        .containsEntry("roles", List.of("PUBLIC"));
    assertThat(rows.object(PostgresKinds.POLICY, "public", "one_role").attributes().get("roles"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder("\"PUBLIC\"", "plain");
    assertThat(rows.object(PostgresKinds.TYPE, "s.t", "kept").attributes().get("grants"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("\"PUBLIC\": USAGE", "\"a: SELECT; b\": USAGE");
  }

  private static JsonNode attributes(RelationRow row) throws IOException {
    AttributesJson json = new AttributesJson().start();
    RelationAttributes.putCustom(json, row);
    return JSON.readTree(json.end());
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "14.24.0", "15.19.0", "16.15.0", "17.11.0", "18.6.0"})
  void words_of_the_language_and_odd_names_are_quoted(String version)
      throws IOException, SQLException {
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT name, quote_ident(name) FROM (SELECT word FROM pg_get_keywords() UNION ALL"
                    + " SELECT unnest(ARRAY['', 'a', 'A', 'a b', '1a', 'a1', '_', 'a$', 'ä',"
                    + " 'a\"b', 'a.b', 'größe'])) AS n (name)")) {
      while (row.next()) {
        String quoted = SqlNames.quoted(row.getString(1));
        if (version.startsWith("16") && row.getString(1).equals("json")) {
          // Reserved from 17 on; the one word that a version before its reservation knows.
          assertThat(quoted).isEqualTo("\"json\"");
        } else {
          assertThat(quoted).isEqualTo(row.getString(2));
        }
      }
    }
  }
}

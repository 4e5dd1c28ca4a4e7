package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small inputs on which catalogues of PostgreSQL fail, with what is right; see docs/cases.md. */
@Tag("slow")
class CrawlerCasesTest {

  private static final String MULTIRANGES =
      "CREATE TYPE ranged AS RANGE (subtype = float8, multirange_type_name = \"Many Floats\");"
          + " CREATE TABLE many (k \"Many Floats\", l int4multirange[])";

  private CollectedRows rows;

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void columns_of_domains_show_the_domain_and_its_base_type(String version)
      throws IOException, SQLException {
    read(version, text("types"), version.startsWith("13") ? "" : MULTIRANGES);

    assertType("a", "\"odd s\".code", "character(10)");
    assertThat(type("a").maxLength()).isEqualTo(10);
    assertType("b", "\"odd s\".code[]", null);
    assertType("c", "public.ints", "integer[]");
    assertType("d", "public.ints[]", null);
    assertType("e", "public.amounts", "numeric(10,2)[]");
    assertType("f", "public.over_domain", "\"odd s\".code");
    assertThat(type("f").maxLength()).isEqualTo(10);
    assertType("g", "public.pair", null);
    assertType("h", "public.pair[]", null);
    assertType("i", "public.of_pair", "public.pair");
    assertType("j", "public.floats", null);
    assertType("m", "bit varying(5)", null);
    assertType("n", "interval day to second(3)", null);
    assertType("o", "time(2) with time zone", null);
    assertType("q", "\"char\"", null);
    assertType("r", "name", null);
    assertType("s", "character(1)", null);
    assertType("t", "bpchar", null);
    assertType("u", "character varying", null);
    if (!version.startsWith("13")) {
      assertThat(rows.column("public", "many", "k").type().formatted())
          .isEqualTo("public.\"Many Floats\"");
      assertThat(rows.column("public", "many", "l").type().formatted())
          .isEqualTo("int4multirange[]");
      assertThat(attributes(PostgresKinds.TYPE, "ranged"))
          .containsEntry("multirangeType", "public.\"Many Floats\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void types_show_their_base_fields_constraints_and_comments(String version)
      throws IOException, SQLException {
    read(version, text("types"));

    ObjectRow code = rows.object(PostgresKinds.TYPE, "odd s", "code");
    assertThat(code.attributes())
        .containsEntry("baseType", "character(10)")
        .containsEntry("isNullable", false);
    assertThat(constraint(code, "code_check"))
        .containsEntry("comment", "capital letters")
        .containsEntry("isValidated", true);
    if (version.startsWith("18")) {
      // Older servers do not keep this name.
      assertThat(constraint(code, "never null")).containsEntry("definition", "NOT NULL");
    }
    ObjectRow later = rows.object(PostgresKinds.TYPE, "public", "later");
    assertThat(constraint(later, "small"))
        .containsEntry("comment", "never checked")
        .containsEntry("isValidated", false);
    assertThat(later.definition())
        .startsWith("CREATE DOMAIN public.later AS integer;")
        .contains("ALTER DOMAIN public.later ADD CONSTRAINT small CHECK ((VALUE < 11)) NOT VALID");
    assertThat(rows.object(PostgresKinds.TYPE, "public", "ints").comment()).isEqualTo("few");
    assertThat(attributes(PostgresKinds.TYPE, "over_domain"))
        .containsEntry("baseType", "\"odd s\".code")
        .containsEntry("isNullable", false);
    ObjectRow pair = rows.object(PostgresKinds.TYPE, "public", "pair");
    assertThat(pair.comment()).isEqualTo("a pair");
    assertThat(pair.attributes().get("fields"))
        .isEqualTo(
            List.of(
                Map.of("name", "a", "dataType", "\"odd s\".code"),
                Map.of("name", "b", "dataType", "public.ints"),
                Map.of("name", "c", "dataType", "numeric(7,3)[]", "comment", "third"),
                Map.of("name", "d", "dataType", "text")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void collations_of_one_name_are_told_apart(String version) throws IOException, SQLException {
    read(version, text("collations"));

    assertThat(rows.columns)
        .filteredOn(column -> column.relation().name().equals("coll"))
        .extracting(column -> column.type().collation())
        .containsExactlyInAnyOrder("c1.ci", "c2.ci", "c2.\"Odd /%\"");
    assertThat(rows.objects(PostgresKinds.COLLATION))
        .extracting(row -> row.schema() + " " + row.name() + " " + row.definition())
        .contains("c2 Odd /% CREATE COLLATION c2.\"Odd /%\" FROM pg_catalog.\"C\"")
        .anyMatch(row -> row.startsWith("c1 ci CREATE COLLATION c1.ci (PROVIDER = icu"))
        .anyMatch(row -> row.startsWith("c2 ci CREATE COLLATION c2.ci (PROVIDER = libc"));
    assertThat(rows.object(PostgresKinds.COLLATION, "c1", "ci").attributes())
        .containsEntry("isDeterministic", false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void rare_kinds_show_what_the_catalog_says(String version) throws IOException, SQLException {
    read(version, text("collations"));

    assertObject(PostgresKinds.CAST, null, "public.degrees AS double precision", "a cast")
        .containsEntry("context", "ASSIGNMENT")
        .containsEntry("function", "public.to_float(public.degrees)");
    assertObject(
            PostgresKinds.OPERATOR, "public", "===(public.degrees, public.degrees)", "an operator")
        .containsEntry("function", "public.same")
        .containsEntry("commutator", "public.===(public.degrees,public.degrees)");
    assertObject(PostgresKinds.EVENT_TRIGGER, null, "watch_ddl", "an event trigger")
        .containsEntry("firesOn", "ALWAYS")
        .containsEntry("tags", List.of("CREATE TABLE", "DROP TABLE"));
    assertObject(PostgresKinds.STATISTICS, "public", "st_both", "statistics")
        .containsEntry("statisticsTarget", 77)
        .containsEntry("columns", List.of("a", "b"))
        .containsEntry("kinds", List.of("ndistinct", "mcv"));
    assertObject(PostgresKinds.POLICY, "public", "pol", "a policy")
        .containsEntry("isPermissive", false)
        .containsEntry("roles", List.of("postgres"));
    assertObject(PostgresKinds.SEQUENCE, "public", "loose", "a sequence")
        .containsEntry("increment", "2")
        .containsEntry("ownedByColumn", "b");
    assertThat(attributes(PostgresKinds.SEQUENCE, "idn_a_seq"))
        .containsEntry("minimumValue", "-1000")
        .containsEntry("isCycle", true)
        .containsEntry("isIdentity", true);
    assertThat(attributes(PostgresKinds.TEXT_SEARCH_DICTIONARY, "plain"))
        .containsEntry("template", "pg_catalog.simple");
    assertThat(attributes(PostgresKinds.TEXT_SEARCH_CONFIGURATION, "phrases").get("mappings"))
        .asString()
        .contains("word: public.plain, pg_catalog.english_stem")
        .doesNotContain("url:");
    assertThat(rows.relation("public", "ul").storage().further())
        .isEqualTo(
            Map.of(
                "force_row_security",
                "YES",
                "replica_identity",
                "FULL",
                "storage_options",
                "fillfactor=33, autovacuum_enabled=off",
                "toast_options",
                "autovacuum_enabled=off"));
    assertThat(rows.column("public", "ul", "a").further())
        .isEqualTo(Map.of("storage", "EXTERNAL", "statistics_target", "1234"));
    assertThat(rows.column("public", "ul", "b").further())
        .isEqualTo(Map.of("column_options", "n_distinct=-0.5, n_distinct_inherited=3"));
    assertThat(rows.column("public", "idn", "a").comment())
        .isEqualTo("line\nline\ttab 'quote' \\ back 📦");
  }

  private void assertType(String column, String formatted, String base) {
    assertThat(type(column).formatted()).as(column).isEqualTo(formatted);
    assertThat(type(column).base()).as(column).isEqualTo(base);
  }

  private ColumnRow.Type type(String column) {
    return rows.column("public", "holder", column).type();
  }

  private Map<String, Object> attributes(AssetKind kind, String name) {
    return rows.object(kind, "public", name).attributes();
  }

  private MapAssert<String, Object> assertObject(
      AssetKind kind, String schema, String identity, String comment) {
    ObjectRow row = rows.object(kind, schema, identity);
    assertThat(row.comment()).as(identity).isEqualTo(comment);
    return assertThat(row.attributes()).as(identity);
  }

  private static Map<String, Object> constraint(ObjectRow type, String name) {
    return ((List<?>) type.attributes().get("constraints"))
        .stream()
            .map(CrawlerCasesTest::attributes)
            .filter(constraint -> constraint.get("name").equals(name))
            .findAny()
            .orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> attributes(Object element) {
    return (Map<String, Object>) element;
  }

  private void read(String version, String... scripts) throws IOException, SQLException {
    rows = new CollectedRows();
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String script : scripts) {
        statement.execute(script);
      }
      Reading reading =
          new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
      assertThat(reading.warnings()).isEmpty();
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream in = CrawlerCasesTest.class.getResourceAsStream("/cases/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.KindsFixture;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told of each kind, on a server of its own, because roles belong to the whole server. */
class ObjectKindsTest {

  private static EmbeddedPostgres server;
  private static CollectedRows rows;

  @BeforeAll
  static void read_everything() throws IOException, SQLException {
    server = VersionedPostgres.start("17.11.0");
    try (Connection connection = connect("postgres")) {
      KindsFixture.load(connection, 17);
    }
    rows = new CollectedRows();
    read(Selection.ALL, rows);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static Reading read(Selection selection, CollectedRows into) throws SQLException {
    SourceLimits limits =
        SourceLimits.of(Duration.ofMinutes(1), Duration.ofMillis(300), Duration.ofMinutes(1));
    try (Connection connection = connect("crawler")) {
      return new PostgresSource(limits).read(ReadRequest.full(connection, selection), into);
    }
  }

  private static Connection connect(String user) throws SQLException {
    return DriverManager.getConnection(server.getJdbcUrl(user, "postgres"));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static ObjectRow of(AssetKind kind, String relation, String name) {
    return rows.objects(kind).stream()
        .filter(row -> row.schema().equals("shop") && row.name().equals(name))
        .filter(row -> row.relation().name().equals(relation))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_foreign_key_is_told_as_pairs_of_columns_with_match_and_actions() {
    ObjectRow sale = of(PostgresKinds.CONSTRAINT, "returned", "returned_sale");
    assertThat(sale.attributes())
        .containsEntry("subType", "FOREIGN KEY")
        .containsEntry("referencedSchema", "shop")
        .containsEntry("referencedTable", "sale")
        .containsEntry(
            "columnPairs",
            List.of(
                Map.of("column", "sold", "referencedColumn", "sold"),
                Map.of("column", "shop", "referencedColumn", "shop")));
    assertThat(of(PostgresKinds.CONSTRAINT, "part", "part_item").attributes())
        .containsEntry("onUpdate", "CASCADE")
        .containsEntry("onDelete", "SET NULL")
        .containsEntry("isDeferrable", true)
        .containsEntry("matchType", "SIMPLE");
    assertThat(of(PostgresKinds.CONSTRAINT, "part", "part_code").attributes())
        .containsEntry("matchType", "FULL");
  }

  @Test
  void the_copies_of_a_foreign_key_for_each_partition_referred_to_are_no_constraints() {
    assertThat(rows.objects(PostgresKinds.CONSTRAINT))
        .filteredOn(row -> row.relation().name().equals("returned"))
        .hasSize(1);
  }

  @Test
  void columns_know_what_they_refer_to_and_what_refers_to_them() {
    assertThat(rows.column("shop", "part", "item_id").refersTo())
        .isEqualTo(new ColumnRow.ColumnRef("shop", "item", "id"));
    assertThat(rows.column("shop", "part", "place").refersTo()).isNull();
    assertThat(rows.column("shop", "item", "id").referredBy())
        .containsExactly(
            new ColumnRow.ColumnRef("shop", "part", "item_id"),
            new ColumnRow.ColumnRef("shop", "partly", "a"),
            new ColumnRow.ColumnRef("shop", "sale", "item_id"));
    assertThat(rows.column("shop", "sale_25_x", "item_id").refersTo())
        .isEqualTo(new ColumnRow.ColumnRef("shop", "item", "id"));
    assertThat(rows.column("twin", "item", "id").referredBy()).isEmpty();
  }

  @Test
  void comments_and_validity_of_constraints_are_told() {
    assertThat(of(PostgresKinds.CONSTRAINT, "item", "some_left").comment()).isEqualTo("never none");
    assertThat(of(PostgresKinds.CONSTRAINT, "item", "item_pkey").comment()).isEqualTo("the key");
    assertThat(of(PostgresKinds.CONSTRAINT, "part", "later").attributes())
        .containsEntry("isValidated", false);
    assertThat(of(PostgresKinds.CONSTRAINT, "dog", "animal_name_check").attributes())
        .containsEntry("isInherited", true);
  }

  @Test
  void an_index_tells_its_columns_expressions_and_predicate() {
    ObjectRow lower = of(PostgresKinds.INDEX, "item", "item_lower");
    assertThat(lower.attributes())
        .containsEntry("columns", List.of("lower((code)::text)", "qty"))
        .containsEntry("predicate", "(qty > 1)")
        .containsEntry("method", "btree")
        .containsEntry("isValid", true);
    ObjectRow unique = of(PostgresKinds.INDEX, "item", "Item \"Unique\"");
    assertThat(unique.attributes())
        .containsEntry("isUnique", true)
        .containsEntry("columns", List.of("tone", "id"))
        .containsEntry("includedColumns", List.of("body"));
    assertThat(unique.statistics()).containsEntry("scanCount", 0L).containsKey("sizeBytes");
    assertThat(of(PostgresKinds.INDEX, "item", "item_plain").comment()).isEqualTo("for the list");
    assertThat(of(PostgresKinds.INDEX, "sale", "sale_note").attributes())
        .containsEntry("isPartitioned", true);
  }

  @Test
  void an_index_that_failed_to_build_is_invalid() throws SQLException {
    execute("CREATE TABLE twin.doubled (a int); INSERT INTO twin.doubled VALUES (1), (1)");
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE UNIQUE INDEX CONCURRENTLY doubled_a ON twin.doubled (a)");
    } catch (SQLException expected) {
      assertThat(expected.getSQLState()).isEqualTo("23505");
    }
    CollectedRows again = new CollectedRows();
    read(Selection.ALL, again);
    execute("DROP TABLE twin.doubled");
    assertThat(again.object(PostgresKinds.INDEX, "twin", "doubled_a").attributes())
        .containsEntry("isValid", false);
  }

  @Test
  void sequences_name_the_column_that_owns_them() {
    assertThat(rows.object(PostgresKinds.SEQUENCE, "shop", "item_id_seq").attributes())
        .containsEntry("ownedByTable", "item")
        .containsEntry("ownedByColumn", "id")
        .containsEntry("isIdentity", false);
    assertThat(rows.object(PostgresKinds.SEQUENCE, "shop", "part_select_seq").attributes())
        .containsEntry("ownedByColumn", "select")
        .containsEntry("isIdentity", true);
    ObjectRow free = rows.object(PostgresKinds.SEQUENCE, "shop", "free");
    assertThat(free.attributes()).doesNotContainKey("ownedByTable");
    assertThat(free.definition())
        .isEqualTo(
            "CREATE SEQUENCE shop.free AS smallint INCREMENT BY 2 MINVALUE 1 MAXVALUE 99"
                + " START WITH 5 CACHE 1 CYCLE");
    assertThat(free.attributes())
        .containsEntry("grants", List.of("postgres: SELECT, UPDATE, USAGE", "readers: USAGE"));
  }

  @Test
  void triggers_rules_and_event_triggers_have_their_statements() {
    ObjectRow watch = of(PostgresKinds.TRIGGER, "item", "watch");
    assertThat(watch.definition())
        .isEqualTo(
            "CREATE TRIGGER watch BEFORE INSERT OR UPDATE OF qty ON shop.item FOR EACH ROW"
                + " WHEN ((new.qty > 3)) EXECUTE FUNCTION shop.react()");
    assertThat(watch.attributes())
        .containsEntry("timing", "BEFORE")
        .containsEntry("events", List.of("INSERT", "UPDATE"))
        .containsEntry("columns", List.of("qty"))
        .containsEntry("isEnabled", false);
    assertThat(of(PostgresKinds.TRIGGER, "part", "late").attributes())
        .containsEntry("isConstraint", true);
    assertThat(of(PostgresKinds.RULE, "items", "no_delete").definition())
        .contains("INSTEAD NOTHING");
    assertThat(rows.object(PostgresKinds.EVENT_TRIGGER, null, "noted").definition())
        .isEqualTo(
            "CREATE EVENT TRIGGER noted ON ddl_command_end WHEN TAG IN ('CREATE TABLE')"
                + " EXECUTE FUNCTION shop.on_ddl()");
  }

  @Test
  void types_are_told_though_no_column_uses_them() {
    ObjectRow colour = rows.object(PostgresKinds.TYPE, "shop", "colour");
    assertThat(colour.definition())
        .isEqualTo("CREATE TYPE shop.colour AS ENUM ('red', 'it''s green')");
    assertThat(colour.attributes()).containsEntry("enumValues", List.of("red", "it's green"));
    assertThat(colour.comment()).isEqualTo("what it looks like");
    assertThat(rows.object(PostgresKinds.TYPE, "twin", "colour").attributes())
        .containsEntry("enumValues", List.of("blue"));
    assertThat(rows.object(PostgresKinds.TYPE, "shop", "positive").definition())
        .isEqualTo(
            "CREATE DOMAIN shop.positive AS integer DEFAULT 1 CONSTRAINT positive_not_null NOT NULL"
                + " CONSTRAINT above_zero CHECK ((VALUE > 0))");
    assertThat(rows.object(PostgresKinds.TYPE, "shop", "place").definition())
        .isEqualTo("CREATE TYPE shop.place AS (street text, \"No\" character varying(9))");
    assertThat(rows.object(PostgresKinds.TYPE, "shop", "span").attributes())
        .containsEntry("subType", "range")
        .containsEntry("multirangeType", "shop.span_multirange");
  }

  @Test
  void overloaded_aggregates_and_operators_are_kept_apart() {
    assertThat(rows.object(PostgresKinds.AGGREGATE, "shop", "total(integer)").comment())
        .isEqualTo("sums up");
    assertThat(rows.object(PostgresKinds.AGGREGATE, "shop", "total(bigint)").definition())
        .isEqualTo("CREATE AGGREGATE shop.total(bigint) (SFUNC = int8pl, STYPE = bigint)");
    assertThat(rows.object(PostgresKinds.OPERATOR, "shop", "|+|(integer, integer)").name())
        .isEqualTo("|+|");
    assertThat(rows.object(PostgresKinds.OPERATOR, "shop", "|+|(bigint, bigint)").attributes())
        .containsEntry("resultType", "bigint");
    assertThat(rows.object(PostgresKinds.WINDOW_FUNCTION, "shop", "place_of()").definition())
        .contains("WINDOW");
  }

  @Test
  void what_an_extension_made_is_marked() {
    assertThat(rows.object(PostgresKinds.TYPE, "tools", "hstore").extension()).isEqualTo("hstore");
    assertThat(rows.objects(PostgresKinds.OPERATOR))
        .filteredOn(row -> row.schema().equals("tools"))
        .isNotEmpty()
        .allMatch(row -> "hstore".equals(row.extension()));
    assertThat(rows.routines)
        .filteredOn(row -> row.schema().equals("tools"))
        .isNotEmpty()
        .allMatch(row -> Set.of("hstore", "postgres_fdw").contains(row.extension()));
    assertThat(rows.object(PostgresKinds.FOREIGN_DATA_WRAPPER, null, "postgres_fdw").extension())
        .isEqualTo("postgres_fdw");
    assertThat(rows.relation("shop", "item").extension()).isNull();
  }

  @Test
  void options_of_foreign_objects_are_shown_without_secrets() {
    assertThat(rows.object(PostgresKinds.FOREIGN_SERVER, null, "far").attributes())
        .containsEntry("options", List.of("host=far.example", "dbname=d"))
        .containsEntry("foreignDataWrapper", "postgres_fdw");
    assertThat(rows.object(PostgresKinds.FOREIGN_DATA_WRAPPER, null, "own").attributes())
        .containsEntry("options", List.of("mode=x"));
    assertThat(rows.relation("shop", "far_item").storage().foreignOptions())
        .containsExactly("schema_name=s", "table_name=t");
    assertThat(rows.object(PostgresKinds.USER_MAPPING, null, "ann@far").attributes())
        .isEqualTo(Map.of("foreignServer", "far", "user", "ann"));
    assertThat(rows.object(PostgresKinds.SUBSCRIPTION, null, "feed").attributes())
        .containsEntry("publications", List.of("p1", "p2"))
        .doesNotContainKey("connection");
  }

  @Test
  void a_policy_comes_with_its_expressions() {
    assertThat(of(PostgresKinds.POLICY, "item", "mine").definition())
        .isEqualTo(
            "CREATE POLICY mine ON shop.item AS RESTRICTIVE FOR UPDATE TO ann, readers"
                + " USING (((code)::text = CURRENT_USER)) WITH CHECK ((qty < 5))");
  }

  @Test
  void a_role_tells_its_memberships_and_default_privileges() {
    assertThat(rows.object(PostgresKinds.ROLE, null, "inner_readers").attributes())
        .containsEntry("memberOf", List.of("readers"))
        .containsEntry("members", List.of("ann"));
    ObjectRow keeper = rows.object(PostgresKinds.ROLE, null, "keeper");
    assertThat(keeper.comment()).isEqualTo("keeps the shop");
    assertThat((List<?>) keeper.attributes().get("defaultPrivileges"))
        .map(String::valueOf)
        .contains("in schema shop on tables: SELECT to readers", "on routines: EXECUTE to ann");
    assertThat(rows.objects(PostgresKinds.ROLE)).noneMatch(row -> row.name().startsWith("pg_"));
  }

  @Test
  void effective_access_goes_through_groups_and_public() {
    Map<String, List<String>> item = rows.relation("shop", "item").privileges().allowed();
    assertThat(item.get("SELECT")).contains("ann", "inner_readers", "readers", "keeper");
    assertThat(item.get("DELETE")).containsExactly("keeper", "writer");
    assertThat(rows.relation("twin", "item").privileges().allowed())
        .containsEntry("SELECT", List.of("PUBLIC"))
        .containsEntry("TRUNCATE", List.of("bob"));
    assertThat(rows.relation("shop", "item").privileges().grants())
        .contains("readers: INSERT WITH GRANT OPTION, SELECT WITH GRANT OPTION");
  }

  @Test
  void a_column_tells_only_the_rights_that_differ_from_its_table() {
    assertThat(rows.column("shop", "item", "qty").privileges().allowed())
        .containsOnlyKeys("SELECT", "UPDATE");
    assertThat(rows.column("shop", "item", "qty").privileges().allowed().get("UPDATE"))
        .contains("odd, \"name\"", "keeper");
    assertThat(rows.column("shop", "item", "code").privileges().allowed()).isEmpty();
  }

  @Test
  void objects_of_a_table_that_is_left_out_are_left_out() throws SQLException {
    CollectedRows found = new CollectedRows();
    read(new Selection(List.of(), List.of(), Optional.of("^(?:item)$")), found);
    assertThat(found.objects)
        .noneMatch(row -> row.relation() != null && row.relation().name().equals("item"));
    assertThat(found.column("shop", "part", "item_id").refersTo())
        .isEqualTo(new ColumnRow.ColumnRef("shop", "item", "id"));
  }

  @Test
  void objects_of_the_same_name_in_many_schemas_stay_apart() throws SQLException {
    execute(
        """
        DO $$ BEGIN FOR i IN 1..60 LOOP
            EXECUTE format('CREATE SCHEMA many_%1$s; CREATE TYPE many_%1$s.t AS ENUM (%1$L);
                CREATE TABLE many_%1$s.a (id int CONSTRAINT k PRIMARY KEY, c many_%1$s.t);
                CREATE TABLE many_%1$s.b (id int CONSTRAINT f REFERENCES many_%1$s.a);
                CREATE INDEX i ON many_%1$s.b (id)', i);
        END LOOP; END $$
        """);
    CollectedRows found = new CollectedRows();
    read(
        new Selection(
            List.of(new Selection.Rule("^(?:.*)$", Optional.of("^(?:many_.*)$"))),
            List.of(),
            Optional.empty()),
        found);
    assertThat(found.objects(PostgresKinds.TYPE)).hasSize(60);
    assertThat(found.objects(PostgresKinds.CONSTRAINT)).hasSize(120);
    for (int i = 1; i <= 60; i++) {
      String schema = "many_" + i;
      assertThat(found.object(PostgresKinds.TYPE, schema, "t").attributes())
          .containsEntry("enumValues", List.of(String.valueOf(i)));
      assertThat(found.object(PostgresKinds.INDEX, schema, "i").definition())
          .isEqualTo("CREATE INDEX i ON " + schema + ".b USING btree (id)");
      assertThat(found.column(schema, "b", "id").refersTo())
          .isEqualTo(new ColumnRow.ColumnRef(schema, "a", "id"));
    }
    execute(
        "DO $$ BEGIN FOR i IN 1..60 LOOP EXECUTE format('DROP SCHEMA many_%s CASCADE', i); END LOOP; END $$");
  }

  @Test
  void options_of_a_foreign_table_s_column_are_told() {
    assertThat(rows.column("shop", "far_item", "id").foreignOptions())
        .containsExactly("column_name=nr");
    assertThat(rows.column("shop", "item", "id").foreignOptions()).isEmpty();
  }
}

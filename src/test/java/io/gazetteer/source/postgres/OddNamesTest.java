package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.model.AssetKind;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind under a name with dots, quotes, slashes, percent signs, spaces and emoji. */
class OddNamesTest {

  private static final String SCHEMA = "od.d \"s\"/%";
  private static final String QUOTED = "\"od.d \"\"s\"\"/%\"";

  private static EmbeddedPostgres server;
  private static CollectedRows rows;

  @BeforeAll
  static void read_everything() throws IOException, SQLException {
    server = VersionedPostgres.start("17.11.0");
    try (InputStream in = OddNamesTest.class.getResourceAsStream("/kinds/odd_names.sql")) {
      execute(new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("{s}", QUOTED));
    }
    execute(
        "SET allow_in_place_tablespaces = on",
        "CREATE TABLESPACE \"table/space 😀\" LOCATION ''",
        "COMMENT ON TABLESPACE \"table/space 😀\" IS 'odd'");
    rows = read();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static CollectedRows read() throws SQLException {
    CollectedRows found = new CollectedRows();
    try (Connection connection =
        SourceConnections.open(server.getPort(), "postgres", "odd \"role\"/%")) {
      assertThat(
              new PostgresSource()
                  .read(ReadRequest.full(connection, Selection.ALL), found)
                  .warnings())
          .isEmpty();
    }
    return found;
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static ObjectRow one(CollectedRows of, AssetKind kind, String name) {
    List<ObjectRow> found =
        of.objects(kind).stream().filter(row -> row.name().equals(name)).toList();
    assertThat(found).as("%s %s", kind, name).hasSize(1);
    return found.get(0);
  }

  /** {s} stands for the schema. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AGGREGATE | sum.of 😀 | DROP AGGREGATE {s}.\"sum.of 😀\"(numeric)",
        "AGGREGATE | least/of | DROP AGGREGATE {s}.\"least/of\"(int)",
        "AGGREGATE | middle | DROP AGGREGATE {s}.\"middle\"(float8 ORDER BY float8)",
        "WINDOW_FUNCTION | place/of | DROP FUNCTION {s}.\"place/of\"()",
        "OPERATOR | <~> | DROP OPERATOR {s}.<~> (text, text)",
        "OPERATOR | <!~> | DROP OPERATOR {s}.<!~> (text, text)",
        "OPERATOR | ~~~ | DROP OPERATOR {s}.~~~ (NONE, numeric)",
        "COLLATION | col/lation | DROP COLLATION {s}.\"col/lation\"",
        "TYPE | do/main | DROP DOMAIN {s}.\"do/main\"",
        "TYPE | com%posite | DROP TYPE {s}.\"com%posite\"",
        "TYPE | ra nge | DROP TYPE {s}.\"ra nge\"",
        "TYPE | text.range | DROP TYPE {s}.\"text.range\"",
        "SEQUENCE | se\"q | DROP SEQUENCE {s}.\"se\"\"q\"",
        "STATISTICS | st/at | DROP STATISTICS {s}.\"st/at\"",
        "TRIGGER | tr.ig | DROP TRIGGER \"tr.ig\" ON {s}.\"ta/ble\"",
        "RULE | ru/le | DROP RULE \"ru/le\" ON {s}.\"ta/ble\"",
        "POLICY | po%licy | DROP POLICY \"po%licy\" ON {s}.\"ta/ble\"",
        "EVENT_TRIGGER | ev/ent | DROP EVENT TRIGGER \"ev/ent\"",
        "INDEX | in.dex 😀 | DROP INDEX {s}.\"in.dex 😀\"",
        "SEQUENCE | fleet.ing | DROP SEQUENCE {s}.\"fleet.ing\"",
        "LANGUAGE | lan/guage | DROP LANGUAGE \"lan/guage\"",
        "CAST | {s}.\"en.um\" AS text | DROP CAST ({s}.\"en.um\" AS text)",
        "TRANSFORM | {s}.\"en.um\" LANGUAGE plpgsql | DROP TRANSFORM FOR {s}.\"en.um\" LANGUAGE plpgsql",
        "ACCESS_METHOD | meth.od | DROP ACCESS METHOD \"meth.od\"",
        "OPERATOR_FAMILY | lone.fam | DROP OPERATOR FAMILY {s}.\"lone.fam\" USING gin",
        "OPERATOR_CLASS | cla/ss | DROP OPERATOR CLASS {s}.\"cla/ss\" USING btree",
        "CONVERSION | con/v | DROP CONVERSION {s}.\"con/v\"",
        "TEXT_SEARCH_DICTIONARY | di ct | DROP TEXT SEARCH DICTIONARY {s}.\"di ct\"",
        "TEXT_SEARCH_CONFIGURATION | conf/ig | DROP TEXT SEARCH CONFIGURATION {s}.\"conf/ig\"",
        "ROLE | spare.role 'x' | DROP ROLE \"spare.role 'x'\"",
        "FOREIGN_DATA_WRAPPER | wrap/two | DROP FOREIGN DATA WRAPPER \"wrap/two\"",
        "FOREIGN_SERVER | ser.two | DROP SERVER \"ser.two\"",
        "USER_MAPPING | odd \"role\"/% | DROP USER MAPPING FOR \"odd \"\"role\"\"/%\" SERVER \"ser/ver\"",
      })
  void a_definition_makes_the_same_object_again(String code, String name, String drop)
      throws SQLException {
    AssetKind kind = Vocabulary.standard().objectKind(code).orElseThrow();
    ObjectRow before = one(rows, kind, name.replace("{s}", QUOTED));
    assertThat(before.unread()).isEmpty();
    execute(drop.replace("{s}", QUOTED), before.definition());
    ObjectRow after = one(read(), kind, before.name());
    assertThat(after.definition()).isEqualTo(before.definition());
    assertThat(after.identity()).isEqualTo(before.identity());
    if (!kind.equals(PostgresKinds.SEQUENCE)) {
      assertThat(after.attributes()).isEqualTo(before.attributes());
    }
  }

  @Test
  void an_aggregate_tells_all_its_options() {
    assertThat(one(rows, PostgresKinds.AGGREGATE, "sum.of 😀").definition())
        .contains("SSPACE = 64", "FINALFUNC_MODIFY = SHAREABLE", "COMBINEFUNC = ", "MSFUNC = ")
        .contains("MINVFUNC = ", "MFINALFUNC_MODIFY = READ_WRITE", "PARALLEL = SAFE");
    assertThat(one(rows, PostgresKinds.AGGREGATE, "least/of").definition())
        .contains("SORTOP = OPERATOR(pg_catalog.<)");
  }

  @Test
  void a_sequence_names_the_column_that_owns_it() {
    assertThat(one(rows, PostgresKinds.SEQUENCE, "se\"q").attributes())
        .containsEntry("ownedBySchema", SCHEMA)
        .containsEntry("ownedByTable", "ta/ble")
        .containsEntry("ownedByColumn", "co.l");
  }

  @Test
  void an_index_tells_its_size_and_how_often_it_was_used() throws SQLException {
    String table = QUOTED + ".\"ta/ble\"";
    execute(
        "INSERT INTO " + table + " SELECT n, n::text FROM generate_series(1, 5000) AS n",
        "VACUUM ANALYZE " + table,
        "SET enable_seqscan = off; SET enable_bitmapscan = off; SELECT * FROM "
            + table
            + " WHERE \"co.l\" = 17; SELECT pg_stat_force_next_flush()");
    ObjectRow key = one(read(), PostgresKinds.INDEX, "k%");
    assertThat(key.statistics().get("scanCount")).isPositive();
    assertThat(key.statistics().get("sizeBytes")).isGreaterThan(50_000);
  }

  @Test
  void options_of_foreign_objects_and_their_columns_come_without_secrets() {
    ColumnRow column = rows.column(SCHEMA, "far.table", "c/1");
    assertThat(column.foreignOptions()).containsExactly("remote name=ä/b");
    assertThat(rows.column(SCHEMA, "far.table", "c2").foreignOptions()).isEmpty();
    assertThat(rows.relation(SCHEMA, "far.table").storage().foreignOptions())
        .containsExactly("sheet/no=1");
    assertThat(one(rows, PostgresKinds.FOREIGN_SERVER, "ser/ver").attributes())
        .containsEntry("foreignDataWrapper", "wrap.per")
        .containsEntry("options", List.of("host=h"));
    assertThat(one(rows, PostgresKinds.FOREIGN_DATA_WRAPPER, "wrap.per").attributes())
        .containsEntry("options", List.of("mo de=x"));
    assertThat(one(rows, PostgresKinds.USER_MAPPING, "odd \"role\"/%").attributes())
        .isEqualTo(Map.of("foreignServer", "ser/ver", "user", "odd \"role\"/%"));
    assertThat(rows.objects + " " + rows.columns + rows.relations).doesNotContain("hidden");
  }

  @Test
  void a_role_tells_of_which_roles_it_is_a_member_and_which_it_may_grant() {
    assertThat(one(rows, PostgresKinds.ROLE, "odd \"role\"/%").attributes())
        .containsEntry("memberOf", List.of("other.role 😀"))
        .containsEntry("adminOf", List.of("other.role 😀"));
    assertThat(one(rows, PostgresKinds.ROLE, "other.role 😀").attributes())
        .containsEntry("members", List.of("odd \"role\"/%"))
        .containsEntry("adminOf", List.of());
  }

  @Test
  void tablespaces_and_default_privileges_are_told_by_their_names() {
    assertThat(one(rows, PostgresKinds.TABLESPACE, "table/space 😀").comment()).isEqualTo("odd");
    assertThat(
            one(rows, PostgresKinds.ROLE, "odd \"role\"/%").attributes().get("defaultPrivileges"))
        .isEqualTo(List.of("in schema " + QUOTED + " on tables: SELECT to \"other.role 😀\""));
  }
}

package io.gazetteer.source.postgres;

import static io.gazetteer.source.postgres.EncodedServer.names;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.DatabaseListing;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RelationRow;
import io.gazetteer.source.SchemaListing;
import io.gazetteer.source.Selection;
import io.gazetteer.testing.CollectedRows;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases in other encodings than UTF-8, and names that are valid in none. */
@Tag("slow")
class EncodingsTest {

  private static final String CHECKED_ROLE = "rö\"le ✓";
  private static final String QUOTED_ROLE = "\"rö\"\"le ✓\"";

  /** What a LATIN1 database makes of müller. */
  private static final String LATIN1_ROLE = "m�FCller";

  private static final List<String> ENCODINGS =
      List.of(
          "SQL_ASCII",
          "LATIN1",
          "LATIN6",
          "LATIN8",
          "LATIN9",
          "WIN1251",
          "WIN1252",
          "KOI8R",
          "EUC_JP",
          "EUC_KR",
          "EUC_CN",
          "EUC_TW",
          "EUC_JIS_2004",
          "UTF8");

  @TempDir Path tablespace;

  private EncodedServer server;

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void databases_of_every_encoding_are_read_and_shared_objects_have_one_name(String version)
      throws IOException, SQLException {
    try (EncodedServer started = EncodedServer.start(version)) {
      server = started;
      for (String encoding : ENCODINGS) {
        server.create(database(encoding), encoding);
      }
      server.execute(
          "postgres",
          "CREATE ROLE " + QUOTED_ROLE,
          "COMMENT ON ROLE " + QUOTED_ROLE + " IS 'Größe ✓'",
          "CREATE DATABASE \"größe\"",
          "GRANT %s TO postgres".formatted(QUOTED_ROLE));
      server.execute("enc_latin1", "CREATE ROLE \"müller\" IN ROLE postgres");
      makeObjectsOfRoles();

      bytes_that_are_not_valid_are_escaped_and_everything_else_is_read();
      names_are_read_as_the_server_converts_them();
      roles_have_one_name_in_every_database();
      databases_have_one_name_and_filters_find_them();
      tablespaces_and_subscriptions_have_one_name();
      filters_find_what_is_shown();
    }
  }

  /** By oid, as no text of such a database can name the roles. */
  private void makeObjectsOfRoles() throws SQLException {
    long checked = role(CHECKED_ROLE, "enc_utf8");
    long latin1 = role("müller", "enc_latin1");
    for (String encoding : ENCODINGS) {
      String made =
          "CREATE SCHEMA owned; CREATE TABLE owned.t (a int); CREATE TABLE owned.u (a int);"
              + " CREATE POLICY p ON owned.t USING (true);"
              + " ALTER DEFAULT PRIVILEGES IN SCHEMA owned GRANT SELECT ON TABLES TO PUBLIC;"
              + " CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
              + " CREATE USER MAPPING FOR postgres SERVER s;"
              + " UPDATE pg_class SET relowner = {r},"
              + " relacl = ARRAY[makeaclitem({r}, {r}, 'SELECT', false)]"
              + " WHERE oid = 'owned.t'::regclass;"
              + " UPDATE pg_attribute SET attacl = ARRAY[makeaclitem({r}, {r}, 'UPDATE', false)]"
              + " WHERE attrelid = 'owned.t'::regclass AND attname = 'a';"
              + " UPDATE pg_class SET relowner = {l} WHERE oid = 'owned.u'::regclass;"
              + " UPDATE pg_namespace SET nspowner = {r} WHERE nspname = 'owned';"
              + " UPDATE pg_policy SET polroles = ARRAY[{r}::oid, 0];"
              + " UPDATE pg_default_acl SET defaclrole = {r},"
              + " defaclacl = ARRAY[makeaclitem({r}, {r}, 'SELECT', false)];"
              + " UPDATE pg_user_mapping SET umuser = {r}";
      server.execute(
          database(encoding), made.replace("{r}", "" + checked).replace("{l}", "" + latin1));
    }
  }

  private long role(String name, String database) throws SQLException {
    try (Connection connection = server.open(database);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT oid FROM pg_roles WHERE rolname = '" + name + "'")) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }

  private void bytes_that_are_not_valid_are_escaped_and_everything_else_is_read()
      throws SQLException {
    latin1(
        "enc_sql_ascii",
        "create table \"größe\" (\"aä\" int, \"aö\" int, ok int default 1); comment on table \"größe\" is 'Kommentar ü'; create table \"gräße\" (a int); create table fine (a int); create type e1 as enum ('ä', 'ö'); create function f1() returns text language sql as 'select ''ü''::text'; create view v1 as select 'ü'::text as \"ü\"; create table d (a text default 'ü', constraint \"ü\" check (a <> 'ö')); create index \"ix ü\" on d (a) where a = 'ü'; create function tf() returns trigger language plpgsql as 'begin return new; end'; create trigger tr before insert on d for each row execute function tf('ä', 'b'); create sequence \"sö\"; create schema \"schön\"");
    server.execute(
        "enc_sql_ascii",
        "create table \"größe ✓\" (\"日本\" text default 'ü'); create table \"a�F6\" (a int); create table \"a�\" (a int)");
    latin1("enc_sql_ascii", "create table \"aö\" (a int)");
    CollectedRows rows = new CollectedRows();
    Reading reading = server.read("enc_sql_ascii", Selection.ALL, rows);

    assertThat(names(rows, "public"))
        .containsExactlyInAnyOrder(
            "gr�F6�DFe", "gr�E4�DFe", "fine", "v1", "d", "größe ✓", "a�EF�BF�BDF6", "a�", "a�F6");
    assertThat(rows.relation("public", "gr�F6�DFe").comment()).isEqualTo("Kommentar �FC");
    assertThat(rows.columns)
        .filteredOn(column -> column.relation().name().equals("gr�F6�DFe"))
        .extracting("name")
        .containsExactlyInAnyOrder("a�E4", "a�F6", "ok");
    assertThat(rows.object(PostgresKinds.TYPE, "public", "e1").attributes())
        .containsEntry("enumValues", List.of("�E4", "�F6"));
    assertThat(rows.object(PostgresKinds.TRIGGER, "public", "tr").attributes())
        .containsEntry("arguments", List.of("�E4", "b"));
    assertThat(rows.object(PostgresKinds.CONSTRAINT, "public", "�FC").definition())
        .isEqualTo("CHECK ((a <> '�F6'::text))");
    assertThat(rows.object(PostgresKinds.INDEX, "public", "ix �FC").attributes())
        .containsEntry("predicate", "(a = '�FC'::text)");
    assertThat(rows.relation("public", "v1").definition()).contains("'�FC'::text");
    assertThat(rows.routines).extracting("definition").asString().contains("select '�FC'::text");
    assertThat(rows.schemas).extracting("name").contains("sch�F6n");
    assertThat(reading.kindsNotRead()).isEmpty();
    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.notices())
        .singleElement()
        .asString()
        .startsWith("Texts of ")
        .contains(
            "column public.gr�F6�DFe.a�E4",
            "column public.d.a,",
            "relation public.gr�F6�DFe,",
            "relation public.v1",
            "type public.e1",
            "routine public.f1",
            "trigger public.d.tr",
            "schema sch�F6n",
            "role m�FCller",
            "everything was read")
        .doesNotContain("fine", "größe ✓");
  }

  private void names_are_read_as_the_server_converts_them() throws SQLException {
    Map<String, String> texts = new TreeMap<>();
    texts.put("LATIN1", "größe ÿ\u0085");
    texts.put("LATIN6", "Ąþĸ―Ŋ");
    texts.put("LATIN8", "ḂŴŷ");
    texts.put("LATIN9", "größe €");
    texts.put("WIN1251", "таблица ё");
    texts.put("WIN1252", "größe € “ŸŽ”");
    texts.put("KOI8R", "таблица ё─");
    texts.put("EUC_JP", "日本語 ～∥－￠￡￢￤ ｱ 丂");
    texts.put("EUC_KR", "한국어 漢");
    texts.put("EUC_CN", "中文 ・―");
    texts.put("EUC_TW", "中文 乂 乂");
    texts.put("EUC_JIS_2004", "日本語 ‾¥ か゚ 𠂉 ｱ");
    texts.put("UTF8", "日本語 😀 �F6x �");
    for (Map.Entry<String, String> each : texts.entrySet()) {
      String name = each.getValue();
      server.execute(
          database(each.getKey()),
          "CREATE TABLE \"%1$s\" (\"%1$s\" text DEFAULT '%1$s'); COMMENT ON TABLE \"%1$s\" IS '%1$s'"
              .formatted(name));
      CollectedRows rows = new CollectedRows();
      server.read(database(each.getKey()), Selection.ALL, rows);

      String expected = name.replace("�F6", "�EF�BF�BDF6");
      RelationRow table = rows.relation("public", expected);
      assertThat(table.comment()).as(each.getKey()).isEqualTo(expected);
      assertThat(rows.column("public", expected, expected).defaultValue())
          .isEqualTo("'" + expected + "'::text");
    }
  }

  private void roles_have_one_name_in_every_database() throws SQLException {
    for (String encoding : ENCODINGS) {
      CollectedRows rows = new CollectedRows();
      Reading reading = server.read(database(encoding), Selection.ALL, rows);

      assertThat(rows.objects(PostgresKinds.ROLE))
          .as(encoding)
          .extracting(ObjectRow::identity)
          .contains(CHECKED_ROLE, LATIN1_ROLE);
      ObjectRow role = rows.object(PostgresKinds.ROLE, null, CHECKED_ROLE);
      assertThat(role.comment()).isEqualTo("Größe ✓");
      assertThat(role.definition()).startsWith("CREATE ROLE " + QUOTED_ROLE + " WITH");
      assertThat(role.attributes()).containsEntry("members", List.of("postgres"));
      assertThat(role.attributes().get("defaultPrivileges"))
          .asString()
          .isEqualTo("[in schema owned on tables: SELECT to " + QUOTED_ROLE + "]");
      assertThat(rows.object(PostgresKinds.ROLE, null, "postgres").attributes())
          .containsEntry("members", List.of(LATIN1_ROLE));
      RelationRow table = rows.relation("owned", "t");
      assertThat(table.owner()).isEqualTo(CHECKED_ROLE);
      assertThat(table.privileges().grants())
          .anyMatch(grant -> grant.startsWith(QUOTED_ROLE + ": "));
      assertThat(table.privileges().allowed().get("SELECT")).contains(CHECKED_ROLE);
      assertThat(rows.column("owned", "t", "a").privileges().grants())
          .containsExactly(QUOTED_ROLE + ": UPDATE");
      assertThat(rows.relation("owned", "u").owner()).isEqualTo(LATIN1_ROLE);
      ObjectRow policy = rows.object(PostgresKinds.POLICY, "owned", "p");
      assertThat(policy.attributes()).containsEntry("roles", List.of("PUBLIC", CHECKED_ROLE));
      assertThat(policy.definition()).contains(" TO " + QUOTED_ROLE + ", PUBLIC USING (true)");
      ObjectRow mapping = rows.object(PostgresKinds.USER_MAPPING, null, QUOTED_ROLE + "@s");
      assertThat(mapping.attributes()).containsEntry("user", CHECKED_ROLE);
      assertThat(mapping.definition())
          .isEqualTo("CREATE USER MAPPING FOR " + QUOTED_ROLE + " SERVER s");
      assertThat(reading.warnings()).as(encoding).isEmpty();
      assertThat(reading.notices()).as(encoding).singleElement().asString().contains(LATIN1_ROLE);
    }
  }

  private void tablespaces_and_subscriptions_have_one_name() throws SQLException {
    server.execute(
        "enc_latin1",
        "CREATE TABLESPACE \"größe\" LOCATION '" + tablespace + "'",
        "CREATE TABLE owned.placed (a int) TABLESPACE \"größe\"",
        "CREATE SUBSCRIPTION \"größe\" CONNECTION 'dbname=nowhere' PUBLICATION \"pü\" WITH (connect = false)",
        "COMMENT ON SUBSCRIPTION \"größe\" IS 'Größe'");
    server.execute(
        "enc_utf8",
        "CREATE SUBSCRIPTION \"größe ✓\" CONNECTION 'dbname=nowhere' PUBLICATION p WITH (connect = false)");
    for (String encoding : ENCODINGS) {
      CollectedRows rows = new CollectedRows();
      Reading reading = server.read(database(encoding), Selection.ALL, rows);

      assertThat(rows.objects(PostgresKinds.TABLESPACE))
          .as(encoding)
          .extracting(ObjectRow::identity)
          .containsExactlyInAnyOrder("pg_default", "pg_global", "gr�F6�DFe");
      assertThat(reading.warnings()).as(encoding).isEmpty();
      assertThat(reading.notices())
          .as(encoding)
          .singleElement()
          .asString()
          .contains("tablespace gr�F6�DFe");
      if (encoding.equals("LATIN1")) {
        assertThat(rows.relation("owned", "placed").storage().tablespace()).isEqualTo("gr�F6�DFe");
        ObjectRow subscription = rows.object(PostgresKinds.SUBSCRIPTION, null, "gr�F6�DFe");
        assertThat(subscription.comment()).isEqualTo("Größe");
        assertThat(subscription.definition()).contains("PUBLICATION \"p�FC\"");
        assertThat(reading.notices().get(0)).contains("subscription gr�F6�DFe");
      } else if (encoding.equals("UTF8")) {
        assertThat(rows.objects(PostgresKinds.SUBSCRIPTION))
            .extracting(ObjectRow::identity)
            .containsExactly("größe ✓");
      }
    }
  }

  private void databases_have_one_name_and_filters_find_them() throws SQLException {
    Selection one =
        new Selection(
            List.of(new Selection.Rule("^(?:größe)$", Optional.empty())),
            List.of(new Selection.Rule("^(?:enc_utf8)$", Optional.empty())),
            Optional.empty());
    for (String from : List.of("enc_latin1", "enc_euc_jp", "enc_sql_ascii", "postgres")) {
      try (Connection connection = server.connect(from)) {
        List<DatabaseListing> databases = new PostgresSource().databases(connection, one);
        assertThat(databases)
            .as(from)
            .filteredOn(DatabaseListing::included)
            .extracting(DatabaseListing::name)
            .containsExactly("größe");
        assertThat(databases)
            .filteredOn(DatabaseListing::excluded)
            .extracting(DatabaseListing::name)
            .containsExactly("enc_utf8");
      }
    }
  }

  private void filters_find_what_is_shown() throws SQLException {
    Set<String> schemas = new TreeSet<>();
    try (Connection connection = server.connect("enc_sql_ascii")) {
      for (SchemaListing schema : new PostgresSource().schemas(connection, Selection.ALL)) {
        schemas.add(schema.name());
      }
      assertThat(schemas).contains("sch�F6n");
      assertThat(new PostgresSource().readiness(connection, only("sch�F6n")))
          .satisfies(found -> assertThat(found.unmatched()).isEmpty());
    }
    CollectedRows rows = new CollectedRows();
    server.read("enc_sql_ascii", only("sch�F6n"), rows);
    assertThat(rows.schemas).extracting("name").containsExactly("sch�F6n");

    // A name that the encoding cannot hold selects nothing, and fails nothing.
    CollectedRows none = new CollectedRows();
    server.read("enc_latin1", only("日本"), none);
    assertThat(none.schemas).isEmpty();
    CollectedRows all = new CollectedRows();
    server.read(
        "enc_latin1", new Selection(List.of(), List.of(), Optional.of("^(?:日本|größe.*)$")), all);
    assertThat(names(all, "public")).isEmpty();
  }

  private static Selection only(String schema) {
    return new Selection(
        List.of(new Selection.Rule("^(?:.*)$", Optional.of("^(?:" + schema + ")$"))),
        List.of(),
        Optional.empty());
  }

  private static String database(String encoding) {
    return "enc_" + encoding.toLowerCase(Locale.ROOT);
  }

  /** Runs statements in bytes of LATIN1 that the database takes as they are. */
  private void latin1(String database, String sql) throws SQLException {
    StringBuilder escaped = new StringBuilder();
    for (char c : sql.replace("'", "''").toCharArray()) {
      escaped.append(c < 0x80 ? String.valueOf(c) : "\\x%02X".formatted((int) c));
    }
    server.execute(database, "DO $do$ BEGIN EXECUTE E'" + escaped + "'; END $do$");
  }
}

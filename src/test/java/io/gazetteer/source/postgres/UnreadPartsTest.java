package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.RoutineRow;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Unread;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is said of parts that could not be read, on a server whose catalogs are closed in turn. */
class UnreadPartsTest {

  private static EmbeddedPostgres server;
  private static CollectedRows rows;

  @BeforeAll
  static void read_everything() throws IOException, SQLException {
    server = VersionedPostgres.start("17.11.0");
    try (Connection connection = connect("postgres")) {
      KindsFixture.load(connection, 17);
    }
    makeTablespaces();
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

  @Test
  void a_kind_that_may_not_be_read_degrades_alone() throws SQLException {
    execute("REVOKE SELECT ON pg_statistic_ext FROM PUBLIC");
    CollectedRows found = new CollectedRows();
    Reading reading = read(Selection.ALL, found);
    execute("GRANT SELECT ON pg_statistic_ext TO PUBLIC");
    assertThat(reading.kindsNotRead()).containsExactly(PostgresKinds.STATISTICS);
    assertThat(reading.warnings())
        .singleElement()
        .asString()
        .contains("statistics")
        .contains("42501");
    assertThat(found.objects(PostgresKinds.STATISTICS)).isEmpty();
    assertThat(found.objects)
        .hasSize(rows.objects.size() - rows.objects(PostgresKinds.STATISTICS).size());
    assertThat(found.columns).hasSameSizeAs(rows.columns);
  }

  @Test
  void roles_or_extensions_that_may_not_be_read_leave_rights_and_origins_unknown()
      throws SQLException {
    execute("REVOKE SELECT ON pg_auth_members, pg_extension FROM PUBLIC");
    CollectedRows found = new CollectedRows();
    Reading reading = read(Selection.ALL, found);
    execute("GRANT SELECT ON pg_auth_members, pg_extension TO PUBLIC");
    assertThat(reading.kindsNotRead())
        .containsExactlyInAnyOrder(PostgresKinds.ROLE, PostgresKinds.EXTENSION);
    assertThat(found.relation("shop", "item").unread())
        .containsExactlyInAnyOrder(Unread.ACCESS, Unread.EXTENSION);
    assertThat(found.column("shop", "item", "qty").unread()).containsExactly(Unread.ACCESS);
    assertThat(found.object(PostgresKinds.TYPE, "tools", "hstore").unread())
        .containsExactly(Unread.EXTENSION);
    assertThat(found.object(PostgresKinds.INDEX, "shop", "item_lower").unread())
        .containsExactly(Unread.EXTENSION);
    assertThat(found.schemas).allMatch(schema -> schema.unread().contains(Unread.EXTENSION));
    assertThat(found.routines).allMatch(routine -> routine.unread().contains(Unread.EXTENSION));
    assertThat(found.relation("shop", "item").privileges().grants())
        .isEqualTo(rows.relation("shop", "item").privileges().grants());
    assertThat(rows.relations).allMatch(relation -> relation.unread().isEmpty());
  }

  @Test
  void what_a_lock_hides_is_unknown_and_plain_keys_are_read_all_the_same() throws SQLException {
    CollectedRows found = new CollectedRows();
    try (Connection locker = connect("postgres");
        Statement lock = locker.createStatement()) {
      locker.setAutoCommit(false);
      lock.execute("LOCK TABLE shop.item IN ACCESS EXCLUSIVE MODE");
      Reading reading = read(Selection.ALL, found);
      assertThat(reading.warnings()).anyMatch(warning -> warning.contains("definition of index"));
      locker.rollback();
    }
    assertThat(found.object(PostgresKinds.INDEX, "shop", "item_lower").unread())
        .containsExactlyInAnyOrder(Unread.DEFINITION, Unread.COLUMNS, Unread.PREDICATE);
    assertThat(found.object(PostgresKinds.INDEX, "shop", "item_plain").definition())
        .startsWith("CREATE INDEX item_plain");
    assertThat(found.object(PostgresKinds.CONSTRAINT, "shop", "some_left").unread())
        .containsExactly(Unread.DEFINITION);
    assertThat(found.object(PostgresKinds.CONSTRAINT, "shop", "later").definition())
        .isEqualTo("CHECK ((place <> ''::text)) NOT VALID");
  }

  /** Two, of which the crawler may make tables in one. */
  private static void makeTablespaces() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("SET allow_in_place_tablespaces = on");
      statement.execute("CREATE TABLESPACE roomy LOCATION ''");
      statement.execute("CREATE TABLESPACE closed LOCATION ''");
      statement.execute("GRANT CREATE ON TABLESPACE roomy TO crawler");
    }
  }

  @Test
  void sizes_that_are_refused_are_unknown_and_nothing_is_degraded() throws SQLException {
    assertThat(rows.databases.get(0).bytes()).isPositive();
    execute("REVOKE EXECUTE ON FUNCTION pg_database_size(oid) FROM PUBLIC");
    CollectedRows without = new CollectedRows();
    Reading reading = read(Selection.ALL, without);
    execute(
        "GRANT EXECUTE ON FUNCTION pg_database_size(oid) TO PUBLIC;"
            + " REVOKE EXECUTE ON FUNCTION pg_relation_size(regclass) FROM PUBLIC");
    CollectedRows unlisted = new CollectedRows();
    Reading second = read(Selection.ALL, unlisted);
    execute(
        "GRANT EXECUTE ON FUNCTION pg_relation_size(regclass) TO PUBLIC; GRANT pg_read_all_stats TO crawler");
    CollectedRows all = new CollectedRows();
    read(Selection.ALL, all);
    execute("REVOKE pg_read_all_stats FROM crawler");
    assertThat(without.databases.get(0).bytes()).isNull();
    assertThat(without.object(PostgresKinds.TABLESPACE, null, "roomy").statistics()).isNotEmpty();
    assertThat(unlisted.databases.get(0).bytes()).isNull();
    assertThat(unlisted.object(PostgresKinds.TABLESPACE, null, "roomy").statistics()).isEmpty();
    assertThat(without.object(PostgresKinds.TABLESPACE, null, "closed").statistics()).isEmpty();
    assertThat(all.object(PostgresKinds.TABLESPACE, null, "closed").statistics()).isNotEmpty();
    assertThat(reading.warnings()).isEmpty();
    assertThat(reading.kindsNotRead()).isEmpty();
    assertThat(second.warnings()).isEmpty();
  }

  @Test
  void a_routine_whose_statement_is_refused_is_put_together_from_its_parts() throws SQLException {
    execute(
        """
        CREATE FUNCTION twin.broken(a integer DEFAULT 3, OUT b text) LANGUAGE plpgsql STABLE STRICT SECURITY DEFINER
            SET search_path = pg_catalog AS 'BEGIN b := ''it''; END'""");
    execute("CREATE FUNCTION twin.standard() RETURNS integer LANGUAGE sql RETURN 1");
    execute("CREATE PROCEDURE twin.done() LANGUAGE sql AS 'SELECT 2'");
    CollectedRows whole = new CollectedRows();
    read(Selection.ALL, whole);
    // As a damaged catalog has it: the server fails on this one routine.
    execute(
        "UPDATE pg_proc SET prosupport = 99999 WHERE proname IN ('broken', 'done', 'standard')");
    CollectedRows found = new CollectedRows();
    Reading reading = read(Selection.ALL, found);
    execute("UPDATE pg_proc SET prosupport = 0 WHERE proname IN ('broken', 'done', 'standard')");
    assertThat(reading.warnings())
        .hasSize(2)
        .anyMatch(warning -> warning.contains("definition of routine twin.broken, twin.done;"))
        .anyMatch(warning -> warning.startsWith("The definition of routine twin.standard "));
    assertThat(routine(found, "standard").unread()).containsExactly(Unread.DEFINITION);
    assertThat(routine(found, "broken").unread()).isEmpty();
    assertThat(routine(found, "broken").definition())
        .isEqualTo(
            """
            CREATE OR REPLACE FUNCTION twin.broken(a integer DEFAULT 3, OUT b text)
             RETURNS text
             LANGUAGE plpgsql
             STABLE STRICT SECURITY DEFINER
             SET search_path TO pg_catalog
            AS 'BEGIN b := ''it''; END'""");
    assertThat(routine(found, "done").definition())
        .isEqualTo("CREATE OR REPLACE PROCEDURE twin.done()\n LANGUAGE sql\nAS 'SELECT 2'");
    assertThat(found.routines)
        .filteredOn(routine -> !List.of("broken", "done", "standard").contains(routine.name()))
        .isEqualTo(
            whole.routines.stream()
                .filter(row -> !List.of("broken", "done", "standard").contains(row.name()))
                .toList());
    // What was put together makes the same routine.
    execute(routine(found, "broken").definition());
    CollectedRows again = new CollectedRows();
    read(Selection.ALL, again);
    execute("DROP FUNCTION twin.broken, twin.standard; DROP PROCEDURE twin.done");
    assertThat(routine(again, "broken")).isEqualTo(routine(whole, "broken"));
  }

  private static RoutineRow routine(CollectedRows rows, String name) {
    return rows.routines.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow();
  }
}

package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.source.ObjectKind;
import io.gazetteer.source.Reading;
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
      return new PostgresSource(limits).read(connection, selection, into);
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
    assertThat(reading.kindsNotRead()).containsExactly(ObjectKind.STATISTICS);
    assertThat(reading.warnings())
        .singleElement()
        .asString()
        .contains("statistics")
        .contains("42501");
    assertThat(found.objects(ObjectKind.STATISTICS)).isEmpty();
    assertThat(found.objects)
        .hasSize(rows.objects.size() - rows.objects(ObjectKind.STATISTICS).size());
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
        .containsExactlyInAnyOrder(ObjectKind.ROLE, ObjectKind.EXTENSION);
    assertThat(found.relation("shop", "item").unread())
        .containsExactlyInAnyOrder(Unread.ACCESS, Unread.EXTENSION);
    assertThat(found.column("shop", "item", "qty").unread()).containsExactly(Unread.ACCESS);
    assertThat(found.object(ObjectKind.TYPE, "tools", "hstore").unread())
        .containsExactly(Unread.EXTENSION);
    assertThat(found.object(ObjectKind.INDEX, "shop", "item_lower").unread())
        .containsExactly(Unread.EXTENSION);
    assertThat(found.schemas).allMatch(schema -> schema.unread().contains(Unread.EXTENSION));
    assertThat(found.routines).allMatch(routine -> routine.unread().contains(Unread.EXTENSION));
    assertThat(found.relation("shop", "item").rights().grants())
        .isEqualTo(rows.relation("shop", "item").rights().grants());
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
    assertThat(found.object(ObjectKind.INDEX, "shop", "item_lower").unread())
        .containsExactlyInAnyOrder(Unread.DEFINITION, Unread.COLUMNS, Unread.PREDICATE);
    assertThat(found.object(ObjectKind.INDEX, "shop", "item_plain").definition())
        .startsWith("CREATE INDEX item_plain");
    assertThat(found.object(ObjectKind.CONSTRAINT, "shop", "some_left").unread())
        .containsExactly(Unread.DEFINITION);
    assertThat(found.object(ObjectKind.CONSTRAINT, "shop", "later").definition())
        .isEqualTo("CHECK ((place <> ''::text)) NOT VALID");
  }
}

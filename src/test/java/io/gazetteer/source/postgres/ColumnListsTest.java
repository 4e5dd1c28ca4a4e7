package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.PostgresKinds;
import io.gazetteer.source.ObjectRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.Unread;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.VersionedPostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.MapAssert;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of columns hold names alone; what is no column is reported as what it is. */
@Tag("slow")
class ColumnListsTest {

  private static final String TABLE =
      """
      CREATE EXTENSION btree_gist;
      CREATE TABLE ex (a int, b int, during tsrange, t text, "B c" text,
        CONSTRAINT ex_expr EXCLUDE USING gist ((a + 0) WITH =, during WITH &&) WHERE (b IS NOT NULL) DEFERRABLE INITIALLY DEFERRED,
        CONSTRAINT ex_only EXCLUDE USING gist ((a * 2) WITH =),
        CONSTRAINT ex_btree EXCLUDE USING btree (lower(t) WITH =),
        CONSTRAINT ex_mixed EXCLUDE USING gist (a WITH =, (b + 1) WITH =, b WITH =, (b + 2) WITH =),
        CONSTRAINT ck_row CHECK (ROW(a, b) IS NOT NULL),
        CONSTRAINT ck_oid CHECK (a > 0 AND tableoid IS NOT NULL),
        CONSTRAINT ck_none CHECK (true) NO INHERIT,
        CONSTRAINT ck_whole CHECK (ex.* IS NOT NULL),
        CONSTRAINT ck_both CHECK (ex.* IS NOT NULL AND "B c" <> ''),
        CONSTRAINT uq UNIQUE (b, a) INCLUDE (t) DEFERRABLE,
        CONSTRAINT pk PRIMARY KEY (a));
      ALTER TABLE ex ADD CONSTRAINT ck_later CHECK (a < 100) NOT VALID;
      ALTER TABLE ex ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES ex;
      CREATE INDEX ix ON ex (b, lower(t), a, (a * 3), (ex.* IS NULL)) INCLUDE (t);
      CREATE STATISTICS st ON a, b FROM ex;
      CREATE FUNCTION tr() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
      CREATE TRIGGER tr AFTER UPDATE OF "B c", a ON ex EXECUTE FUNCTION tr();
      CREATE TABLE split (a int, b text) PARTITION BY RANGE (lower(b), a);
      CREATE PUBLICATION pub FOR TABLE ex""";

  private static final String FROM_14 = "CREATE STATISTICS st_e ON (a + b), t, lower(t) FROM ex";

  @ParameterizedTest
  @ValueSource(strings = {"13.23.0", "15.19.0", "18.6.0"})
  void no_list_of_columns_holds_a_null(String version) throws IOException, SQLException {
    try (EmbeddedPostgres server = VersionedPostgres.start(version);
        Connection connection = server.getPostgresDatabase().getConnection()) {
      execute(connection, TABLE);
      boolean statisticsHaveExpressions = !version.startsWith("13");
      if (statisticsHaveExpressions) {
        execute(connection, FROM_14);
      }
      CollectedRows rows = new CollectedRows();
      Reading reading =
          new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
      assertThat(reading.warnings()).isEmpty();

      for (ObjectRow row : rows.objects) {
        row.attributes().forEach((name, value) -> assertNoNull(row.identity() + " " + name, value));
      }
      assertColumns(rows, "ex_expr", "during").containsEntry("expressions", List.of("((a + 0))"));
      assertColumns(rows, "ex_only").containsEntry("expressions", List.of("((a * 2))"));
      assertColumns(rows, "ex_btree").containsEntry("expressions", List.of("lower(t)"));
      assertColumns(rows, "ex_mixed", "a", "b")
          .containsEntry("expressions", List.of("((b + 1))", "((b + 2))"));
      assertColumns(rows, "ck_row", "a", "b").doesNotContainKey("isOnWholeRow");
      assertColumns(rows, "ck_oid", "a", "tableoid").doesNotContainKey("isOnWholeRow");
      assertColumns(rows, "ck_none").doesNotContainKey("isOnWholeRow");
      assertColumns(rows, "ck_whole").containsEntry("isOnWholeRow", true);
      assertColumns(rows, "ck_both", "B c").containsEntry("isOnWholeRow", true);
      assertColumns(rows, "ck_later", "a").doesNotContainKey("expressions");
      assertColumns(rows, "uq", "b", "a");
      assertColumns(rows, "fk", "b");
      assertThat(rows.object(PostgresKinds.INDEX, "public", "ix").attributes())
          .containsEntry("columns", List.of("b", "lower(t)", "a", "((a * 3))", "((ex.* IS NULL))"))
          .containsEntry("expressions", List.of("lower(t)", "((a * 3))", "((ex.* IS NULL))"))
          .containsEntry("includedColumns", List.of("t"));
      assertThat(rows.object(PostgresKinds.TRIGGER, "public", "tr").attributes())
          .containsEntry("columns", List.of("B c", "a"));
      assertThat(rows.object(PostgresKinds.STATISTICS, "public", "st").attributes())
          .containsEntry("columns", List.of("a", "b"))
          .doesNotContainKey("expressions");
      if (statisticsHaveExpressions) {
        assertThat(rows.object(PostgresKinds.STATISTICS, "public", "st_e").attributes())
            .containsEntry("columns", List.of("t"))
            .containsEntry("expressions", List.of("(a + b)", "lower(t)"));
      }
      definitionsAreTheServers(connection, rows);
      whatALockHidesIsAbsent(server, connection);
    }
  }

  private static MapAssert<String, Object> assertColumns(
      CollectedRows rows, String constraint, String... columns) {
    return assertThat(rows.object(PostgresKinds.CONSTRAINT, "public", constraint).attributes())
        .as(constraint)
        .containsEntry("columns", List.of(columns));
  }

  private static void assertNoNull(String what, Object value) {
    if (value instanceof List<?> list) {
      assertThat(list).as(what).doesNotContainNull();
      list.forEach(element -> assertNoNull(what, element));
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(element -> assertNoNull(what, element));
    } else {
      assertThat(value).as(what).isNotNull();
    }
  }

  private static void definitionsAreTheServers(Connection connection, CollectedRows rows)
      throws SQLException {
    execute(connection, "SET search_path = ''");
    for (ObjectRow row : rows.objects(PostgresKinds.CONSTRAINT)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = ?")) {
        statement.setString(1, row.name());
        try (ResultSet found = statement.executeQuery()) {
          found.next();
          assertThat(row.definition()).as(row.name()).isEqualTo(found.getString(1));
        }
      }
    }
  }

  private static void whatALockHidesIsAbsent(EmbeddedPostgres server, Connection connection)
      throws SQLException {
    SourceLimits limits =
        SourceLimits.of(Duration.ofMinutes(1), Duration.ofMillis(300), Duration.ofMinutes(1));
    CollectedRows rows = new CollectedRows();
    try (Connection locker = server.getPostgresDatabase().getConnection()) {
      locker.setAutoCommit(false);
      execute(locker, "LOCK TABLE ex IN ACCESS EXCLUSIVE MODE");
      new PostgresSource(limits).read(ReadRequest.full(connection, Selection.ALL), rows);
      locker.rollback();
    }
    for (ObjectRow row :
        List.of(
            rows.object(PostgresKinds.INDEX, "public", "ix"),
            rows.object(PostgresKinds.CONSTRAINT, "public", "ex_expr"))) {
      assertThat(row.unread()).contains(Unread.COLUMNS, Unread.DEFINITION);
      assertThat(row.attributes()).doesNotContainKeys("columns", "expressions");
    }
    assertThat(rows.object(PostgresKinds.CONSTRAINT, "public", "ck_oid").unread())
        .containsExactly(Unread.DEFINITION);
    assertColumns(rows, "ck_oid", "a", "tableoid");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.Unread;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A crawl that is held in its middle, and what others can do at the source meanwhile. */
@Tag("slow")
class HeldCrawlTest {

  /** What owners of a source do, each of which waits for nobody longer than a moment. */
  private static final List<String> WORK =
      List.of(
          "SET lock_timeout = '500ms'",
          "ALTER TABLE shop.item ADD COLUMN added text",
          "ALTER TABLE shop.item ALTER COLUMN name TYPE varchar(99)",
          "TRUNCATE shop.item",
          "CREATE INDEX ON shop.item (name)",
          "DROP VIEW shop.shown",
          "ALTER VIEW shop.counted RENAME TO recounted",
          "DROP TABLE shop.passing",
          "CREATE TABLE shop.fresh (id int)",
          "VACUUM FULL shop.item",
          "VACUUM ANALYZE");

  private String database;

  @BeforeEach
  void make_a_database() {
    database = Postgres.createDatabase("held");
    Postgres.execute(
        "postgres",
        "DO $$ BEGIN CREATE ROLE holder LOGIN;"
            + " EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$");
    Postgres.execute(
        database,
        """
        CREATE SCHEMA shop;
        CREATE TABLE shop.item (id int PRIMARY KEY, name varchar(9), CHECK (id > 0),
            twice int GENERATED ALWAYS AS (id * 2) STORED);
        INSERT INTO shop.item SELECT n, 'n' FROM generate_series(1, 100) AS n;
        CREATE TABLE shop.passing (id int);
        CREATE VIEW shop.shown AS SELECT id FROM shop.item;
        CREATE VIEW shop.counted AS SELECT count(*) AS n FROM shop.passing_source();
        """
            .replace(
                "CREATE VIEW shop.counted",
                "CREATE FUNCTION shop.passing_source() RETURNS SETOF int LANGUAGE sql RETURN 1;"
                    + " CREATE VIEW shop.counted"));
  }

  private Connection open() {
    return SourceConnections.open(Postgres.port(), database, "holder");
  }

  private void work() {
    try (Connection connection = Postgres.connect(database);
        Statement statement = connection.createStatement()) {
      for (String sql : WORK) {
        statement.execute(sql);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void ddl_truncate_and_vacuum_run_freely_while_the_snapshot_is_read() throws SQLException {
    CollectedRows rows =
        new CollectedRows() {
          @Override
          public void column(ColumnRow row) {
            if (columns.isEmpty()) {
              work();
            }
            super.column(row);
          }
        };
    try (Connection connection = open()) {
      new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
    }
    assertThat(rows.columns)
        .extracting(ColumnRow::name)
        .contains("id", "name", "n")
        .doesNotContain("added");
    assertThat(rows.relations).noneMatch(relation -> relation.name().equals("fresh"));
  }

  @Test
  void ddl_truncate_and_vacuum_run_freely_while_definitions_are_read() throws SQLException {
    CollectedRows rows =
        new CollectedRows() {
          private int pauses;

          @Override
          public void pause() {
            // Once the columns are there, all that follows is definitions.
            if (!columns.isEmpty() && ++pauses == 2) {
              work();
            }
          }
        };
    Reading reading;
    try (Connection connection = open()) {
      reading = new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
    }
    assertThat(rows.relation("shop", "shown").definition()).contains("shop.item");
    assertThat(rows.column("shop", "item", "twice").defaultValue()).isEqualTo("(id * 2)");
    assertThat(reading.warnings()).isEmpty();
  }

  @Test
  void what_is_dropped_before_its_definition_is_read_is_unknown_and_not_empty()
      throws SQLException {
    CollectedRows rows =
        new CollectedRows() {
          private boolean dropped;

          @Override
          public void pause() {
            if (!dropped && !columns.isEmpty()) {
              dropped = true;
              Postgres.execute(database, "DROP VIEW shop.shown");
            }
          }
        };
    try (Connection connection = open()) {
      Reading reading =
          new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
      assertThat(reading.warnings()).singleElement().asString().contains("shop.shown");
    }
    assertThat(rows.relation("shop", "shown").unread()).containsExactly(Unread.DEFINITION);
    assertThat(rows.relation("shop", "counted").unread()).isEmpty();
  }

  @Test
  void a_locked_view_does_not_stall_the_others() throws SQLException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 150; i++) {
      many.append("CREATE VIEW shop.v").append(i).append(" AS SELECT 1 AS one;");
    }
    Postgres.execute(database, many.toString());
    CollectedRows rows = new CollectedRows();
    long begun = System.nanoTime();
    try (Connection locker = Postgres.connect(database);
        Statement lock = locker.createStatement();
        Connection connection = open()) {
      locker.setAutoCommit(false);
      lock.execute("LOCK TABLE shop.item IN ACCESS EXCLUSIVE MODE");
      new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), rows);
      locker.rollback();
    }
    // One batch waits for 2 s and what is locked for 0.2 s each: the view, the check, the column.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
    assertThat(rows.relation("shop", "shown").unread()).containsExactly(Unread.DEFINITION);
    for (int i = 0; i < 150; i++) {
      assertThat(rows.relation("shop", "v" + i).definition()).contains("SELECT 1 AS one");
    }
  }
}

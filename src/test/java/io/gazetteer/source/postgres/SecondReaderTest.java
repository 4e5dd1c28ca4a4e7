package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.Fingerprint;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Selection;
import io.gazetteer.source.postgres.fingerprint.CatalogFingerprint;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Definitions are read over a second connection while columns stream over the first. */
class SecondReaderTest {

  private static final int VIEWS = 1500;
  private static final int PATIENCE_SECONDS = 60;
  private static String database;
  private static CollectedRows alone;

  @BeforeAll
  static void make_a_database_with_many_definitions() throws SQLException {
    database = Postgres.createDatabase("second_reader");
    Postgres.execute(
        database,
        "CREATE TABLE t (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED);"
            + " CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';"
            + " DO $$ BEGIN FOR i IN 1.."
            + VIEWS
            + " LOOP EXECUTE format('CREATE VIEW v_%s AS SELECT id, %s AS n FROM t', i, i); END LOOP; END $$");
    alone = new CollectedRows();
    try (Connection first = connect("alone")) {
      new PostgresSource().read(ReadRequest.full(first, Selection.ALL), alone);
    }
    assertThat(alone.relations).hasSize(VIEWS + 1);
  }

  private static Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/%s?user=postgres&ApplicationName=%s"
            .formatted(Postgres.port(), database, name));
  }

  /** Gives real connections and remembers them. */
  private static class Further implements FurtherConnection {
    final List<Connection> opened = new ArrayList<>();
    final CountDownLatch had = new CountDownLatch(1);

    @Override
    public Optional<Connection> open() {
      try {
        opened.add(connect("second"));
        return Optional.of(opened.get(0));
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      } finally {
        had.countDown();
      }
    }

    @Override
    public boolean isWanted() {
      return false;
    }

    @Override
    public void abort() {
      opened.forEach(ConnectionLoss::abort);
    }
  }

  /** Does something once, at the first column. */
  private static CollectedRows atFirstColumn(Runnable action) {
    return new CollectedRows() {
      @Override
      public void column(ColumnRow row) {
        if (columns.isEmpty()) {
          action.run();
        }
        super.column(row);
      }
    };
  }

  private static void awaitSecond(Further further) {
    try {
      assertThat(further.had.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static CollectedRows read(Further further, CollectedRows rows) throws SQLException {
    try (Connection first = connect("first")) {
      assertThat(
              new PostgresSource()
                  .read(ReadRequest.full(first, Selection.ALL).with(further), rows)
                  .warnings())
          .isEmpty();
    }
    return rows;
  }

  private static long busy(String name) {
    try (Connection connection = connect("watching");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE application_name = '" + name + "'")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void same(CollectedRows rows) {
    assertThat(rows.relations).isEqualTo(alone.relations);
    assertThat(rows.columns).isEqualTo(alone.columns);
    assertThat(rows.objects).isEqualTo(alone.objects);
    assertThat(rows.routines).isEqualTo(alone.routines);
  }

  @Test
  void two_connections_hand_out_what_one_does() throws SQLException {
    Further further = new Further();
    List<Long> seen = new ArrayList<>();
    same(
        read(
            further,
            atFirstColumn(
                () -> {
                  awaitSecond(further);
                  seen.add(busy("second"));
                })));
    assertThat(further.opened).hasSize(1);
    assertThat(seen).containsExactly(1L);
    assertThat(further.opened.get(0).isClosed()).isTrue();
  }

  @Test
  void a_second_connection_that_breaks_changes_nothing() throws SQLException {
    Further further = new Further();
    same(
        read(
            further,
            atFirstColumn(
                () -> {
                  awaitSecond(further);
                  Postgres.execute(
                      database,
                      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'second'");
                })));
  }

  @Test
  void a_place_that_others_want_is_given_back_at_once() throws SQLException {
    Further wanted =
        new Further() {
          @Override
          public boolean isWanted() {
            return true;
          }
        };
    CollectedRows rows =
        atFirstColumn(
            () -> {
              awaitSecond(wanted);
              await(() -> busy("second") == 0);
            });
    same(read(wanted, rows));
  }

  @Test
  void the_fingerprint_of_a_large_catalog_is_taken_over_both_and_is_what_one_takes()
      throws SQLException {
    String large = Postgres.createDatabase("large_catalog");
    Postgres.execute(
        large,
        "CREATE TABLE t (id serial PRIMARY KEY); CREATE VIEW v AS SELECT id FROM t;"
            + " UPDATE pg_class SET relpages = 100000 WHERE oid = 'pg_attribute'::regclass");
    Fingerprint alone = fingerprint(large, FurtherConnection.NONE);
    for (BooleanSupplier wanted : List.<BooleanSupplier>of(() -> false, () -> true)) {
      Helping helping = new Helping(large, wanted);
      CollectedRows rows = new CollectedRows();
      try (Connection first = Postgres.connect(large)) {
        assertThat(
                new PostgresSource()
                    .read(
                        ReadRequest.full(first, Selection.ALL).with(helping).in(rows.since(alone)),
                        rows)
                    .recognition()
                    .whyRead())
            .isEmpty();
      }
      assertThat(helping.opened).hasSize(1).allMatch(SecondReaderTest::isClosed);
      assertThat(CatalogFingerprint.of(fingerprint(large, new Helping(large, wanted))))
          .map(CatalogFingerprint::nodes)
          .isEqualTo(CatalogFingerprint.of(alone).map(CatalogFingerprint::nodes));
    }
  }

  private static boolean isClosed(Connection connection) {
    try {
      return connection.isClosed();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Fingerprint fingerprint(String of, FurtherConnection further) throws SQLException {
    try (Connection first = Postgres.connect(of)) {
      return new PostgresSource()
          .read(ReadRequest.full(first, Selection.ALL).with(further), new CollectedRows())
          .recognition()
          .fingerprint()
          .orElseThrow();
    }
  }

  /** Gives a connection to another database. */
  private static final class Helping implements FurtherConnection {

    private final String to;
    private final BooleanSupplier wanted;
    private final List<Connection> opened = new CopyOnWriteArrayList<>();

    private Helping(String to, BooleanSupplier wanted) {
      this.to = to;
      this.wanted = wanted;
    }

    @Override
    public Optional<Connection> open() {
      try {
        opened.add(Postgres.connect(to));
        return Optional.of(opened.get(0));
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public boolean isWanted() {
      return wanted.getAsBoolean();
    }

    @Override
    public void abort() {
      opened.forEach(ConnectionLoss::abort);
    }
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void no_second_connection_is_asked_for_where_there_is_little_to_read() throws SQLException {
    String small = Postgres.createDatabase("small");
    Postgres.execute(small, "CREATE VIEW v AS SELECT 1 AS n");
    Further further = new Further();
    try (Connection first = Postgres.connect(small)) {
      new PostgresSource()
          .read(ReadRequest.full(first, Selection.ALL).with(further), new CollectedRows());
    }
    assertThat(further.opened).isEmpty();
  }

  @Test
  void a_read_that_is_ended_leaves_no_second_connection_behind() throws SQLException {
    Further further = new Further();
    CollectedRows ending =
        atFirstColumn(
            () -> {
              awaitSecond(further);
              throw new IllegalStateException("enough");
            });
    assertThatThrownBy(() -> read(further, ending)).hasMessage("enough");
    assertThat(further.opened.get(0).isClosed()).isTrue();
  }

  @Test
  void a_second_connection_that_is_never_made_does_not_hold_up_the_end() throws SQLException {
    CountDownLatch aborted = new CountDownLatch(1);
    Further silent =
        new Further() {
          @Override
          public Optional<Connection> open() {
            had.countDown();
            try {
              assertThat(aborted.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
              throw new IllegalStateException(interrupted);
            }
            return Optional.empty();
          }

          @Override
          public void abort() {
            aborted.countDown();
          }
        };
    same(read(silent, atFirstColumn(() -> awaitSecond(silent))));
    assertThat(aborted.getCount()).isZero();
  }
}

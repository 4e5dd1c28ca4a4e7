package io.gazetteer.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.SourceConnections;
import io.gazetteer.source.ColumnRow;
import io.gazetteer.source.ReadRequest;
import io.gazetteer.source.Reading;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.source.SourceLimits;
import io.gazetteer.source.SourceTransaction;
import io.gazetteer.testing.CollectedRows;
import io.gazetteer.testing.KindsFixture;
import io.gazetteer.testing.PostgresPair;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A real standby that follows its primary by streaming. */
@Tag("slow")
class StandbyTest {

  private static final String SLEEP = "SELECT pg_sleep(60) FROM pg_class LIMIT 1";

  private static PostgresPair pair;

  @BeforeAll
  static void start() throws IOException, SQLException {
    pair = PostgresPair.start();
    try (Connection primary =
        DriverManager.getConnection(
            "jdbc:postgresql://localhost:" + pair.primaryPort() + "/postgres", "postgres", "")) {
      KindsFixture.load(primary, 17);
    }
    pair.awaitReplayed();
  }

  @AfterAll
  static void stop() throws IOException {
    pair.close();
  }

  private static Reading read(int port, CollectedRows into) throws SQLException {
    try (Connection connection = SourceConnections.open(port, "postgres", "crawler")) {
      return new PostgresSource().read(ReadRequest.full(connection, Selection.ALL), into);
    }
  }

  @Test
  void a_standby_tells_the_same_as_its_primary() throws SQLException {
    CollectedRows primary = new CollectedRows();
    CollectedRows standby = new CollectedRows();
    read(pair.primaryPort(), primary);
    Reading reading = read(pair.standbyPort(), standby);
    assertThat(pair.ask("SELECT pg_is_in_recovery()")).isEqualTo("t");
    assertThat(reading.warnings()).isEmpty();
    assertThat(standby.columns).hasSizeGreaterThan(30);
    assertThat(standby)
        .usingRecursiveComparison()
        // Free space maps and the like are not carried over.
        .ignoringFieldsMatchingRegexes(
            ".*scanCount", "databases.*bytes", ".*statistics\\.sizeBytes")
        .isEqualTo(primary);
  }

  @Test
  void a_read_that_recovery_ends_is_told_as_that_and_may_be_tried_again() throws SQLException {
    String before = conflicts();
    CollectedRows held =
        new CollectedRows() {
          @Override
          public void column(ColumnRow row) {
            if (columns.isEmpty()) {
              provokeAndWait(before);
            }
            super.column(row);
          }
        };
    SQLException failure =
        catchThrowableOfType(SQLException.class, () -> read(pair.standbyPort(), held));
    AppException fault =
        SourceFailures.of(failure, "standby:5432", "postgres", "reading the catalog");
    assertThat(fault.code())
        .isIn(SourceError.SOURCE_RECOVERY_CONFLICT, SourceError.SOURCE_CONNECTION_LOST);
    assertThat(fault.code().retryable()).isTrue();
    CollectedRows again = new CollectedRows();
    assertThat(read(pair.standbyPort(), again).warnings()).isEmpty();
    assertThat(again.databases).hasSize(1);
  }

  @Test
  void a_statement_that_recovery_cancels_is_told_as_that() throws Exception {
    ExecutorService primary = Executors.newSingleThreadExecutor();
    try (Connection connection =
        SourceConnections.open(pair.standbyPort(), "postgres", "crawler")) {
      String before = conflicts();
      Future<?> provoked =
          primary.submit(
              () -> {
                awaitSleeping();
                provokeAndWait(before);
              });
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  new SourceTransaction(connection, SourceLimits.defaults())
                      .snapshot(() -> connection.createStatement().execute(SLEEP)));
      provoked.get();
      AppException fault =
          SourceFailures.of(failure, "standby:5432", "postgres", "reading the catalog");
      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_RECOVERY_CONFLICT);
      assertThat(fault.getMessage()).contains("is a standby", "hot_standby_feedback", "40001");
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(new PostgresSource().databases(connection, Selection.ALL)).isNotEmpty();
    } finally {
      primary.shutdownNow();
    }
  }

  private static void awaitSleeping() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                pair.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
                    .equals("1"));
  }

  private static String conflicts() throws SQLException {
    return pair.ask("SELECT sum(confl_snapshot) FROM pg_stat_database_conflicts");
  }

  private static void provokeAndWait(String before) {
    try {
      pair.execute(
          "postgres",
          "CREATE TABLE public.passing (a int, b int)",
          "DROP TABLE public.passing",
          "VACUUM pg_class",
          "VACUUM pg_attribute");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !conflicts().equals(before));
  }
}

package io.gazetteer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlState;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQLSTATEs of a real server that runs out of something or resolves a deadlock. The words for them
 * are asserted in each.
 */
class ProvokedLimitsTest {

  private static final int DISK_PAGES = 64;
  private static final long PAGE_BYTES = 4096;

  /** What the server's process may still allocate; far less than the value that is made. */
  private static final long SPARE_BYTES = 64 << 20;

  private static ReaderSessions sessions;

  @BeforeAll
  static void prepare() {
    sessions = ReaderSessions.of("exhausted");
  }

  @AfterAll
  static void cleanUp() {
    sessions.close();
  }

  @Test
  void a_transaction_timeout_of_the_role_does_not_end_a_read() throws SQLException {
    try (Connection connection = sessions.connect(sessions.reader(), "-c transaction_timeout=1s")) {
      boolean done =
          ReaderSessions.transaction(connection, ReaderSessions.LONG)
              .snapshot(
                  () -> ReaderSessions.execute(connection, "SELECT pg_catalog.pg_sleep(1.5)"));

      assertThat(done).isTrue();
    }
  }

  @Test
  void a_transaction_that_the_server_ended_for_its_length_names_the_setting() throws SQLException {
    // Not as a read does, which turns that timeout off.
    try (Connection connection = sessions.connect(sessions.reader(), "-c transaction_timeout=1s")) {
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () -> ReaderSessions.execute(connection, "SELECT pg_catalog.pg_sleep(60)"));

      assertThat(failure.getSQLState()).isEqualTo("25P04");
      assertThat(SqlState.endsSession(failure)).isTrue();
      AppException fault = sessions.words(failure, ReaderSessions.READING);
      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_TIMEOUT);
      assertThat(fault)
          .hasMessageContainingAll(
              "ALTER ROLE \"" + sessions.reader() + "\" SET transaction_timeout = 0",
              "SQLSTATE 25P04");
    }
  }

  private static boolean lockSecond(Connection ddl) {
    try {
      return ReaderSessions.execute(ddl, "LOCK TABLE public.second IN ACCESS EXCLUSIVE MODE");
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * Only the reader's session looks for deadlocks, so that its transaction is the one that ends.
   */
  @Test
  void the_victim_of_a_deadlock_is_told_to_crawl_when_no_ddl_runs() throws Exception {
    Postgres.execute(
        sessions.database(), "CREATE TABLE public.first (); CREATE TABLE public.second ()");
    try (Connection ddl = sessions.connect("postgres", "-c deadlock_timeout=1h");
        Connection connection = sessions.connect("postgres", "-c deadlock_timeout=100ms")) {
      ddl.setAutoCommit(false);
      ReaderSessions.execute(ddl, "LOCK TABLE public.first IN ACCESS EXCLUSIVE MODE");
      List<CompletableFuture<Boolean>> waiting = new ArrayList<>();
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () ->
                  ReaderSessions.transaction(connection, ReaderSessions.LONG)
                      .snapshot(
                          () -> {
                            ReaderSessions.execute(connection, "SELECT FROM public.second");
                            waiting.add(CompletableFuture.supplyAsync(() -> lockSecond(ddl)));
                            awaitWaitFor("public.second");
                            return ReaderSessions.execute(connection, "SELECT FROM public.first");
                          }));
      AppException fault = sessions.words(failure, ReaderSessions.READING);

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_CANCELLED);
      assertThat(fault).hasMessageContainingAll("deadlock", "no DDL runs", "SQLSTATE 40P01");
      assertThat(ReaderSessions.execute(connection, "SELECT 1")).as("usable again").isTrue();
      waiting.get(0).get(ReaderSessions.LONG.toSeconds(), TimeUnit.SECONDS);
      ddl.rollback();
    }
  }

  private static void awaitWaitFor(String table) {
    String waits =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '" + table + "'::regclass";
    await()
        .atMost(ReaderSessions.LONG)
        .until(() -> ReaderSessions.number(sessions.database(), waits) > 0);
  }

  @Test
  @SuppressWarnings("try") // the disk is mounted for as long as the resource is open
  void a_full_disk_for_temporary_files_is_reported_as_one(@TempDir Path folder)
      throws SQLException {
    try (SmallDisk disk = SmallDisk.at(folder, DISK_PAGES)) {
      Postgres.execute(
          sessions.database(), "CREATE TABLESPACE exhausted LOCATION '" + folder + "'");
      Postgres.execute(
          sessions.database(), "GRANT CREATE ON TABLESPACE exhausted TO " + sessions.reader());
      AppException fault;
      try (Connection connection =
          sessions.connect(sessions.reader(), "-c temp_tablespaces=exhausted -c work_mem=64kB")) {
        fault =
            sessions.reading(
                connection,
                ReaderSessions.LONG,
                "SELECT n::text FROM generate_series(1, 1000000) n ORDER BY 1 DESC");
      } finally {
        Postgres.execute(sessions.database(), "DROP TABLESPACE exhausted");
      }

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_OUT_OF_RESOURCES);
      assertThat(fault)
          .hasMessageContainingAll("no disk space left", "temporary files", "SQLSTATE 53100");
    }
  }

  @Test
  void a_server_process_out_of_memory_is_reported_as_one() throws Exception {
    try (Connection connection = sessions.connect(sessions.reader(), "")) {
      limitMemory(process(connection));

      AppException fault =
          sessions.reading(
              connection, ReaderSessions.LONG, "SELECT pg_catalog.repeat('x', 500000000)");

      assertThat(fault.code()).isEqualTo(SourceError.SOURCE_OUT_OF_RESOURCES);
      assertThat(fault).hasMessageContainingAll("out of memory", "SQLSTATE 53200");
      assertThat(ReaderSessions.execute(connection, "SELECT 1")).as("usable again").isTrue();
    }
  }

  private static long process(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Of that process alone, and only its soft limit. */
  private static void limitMemory(long process) throws IOException, InterruptedException {
    Path sizes = Path.of("/proc", Long.toString(process), "statm");
    Path program = Path.of("/usr/bin/prlimit");
    assumeThat(sizes).as("sizes of a process").exists();
    assumeThat(program).exists();
    long pages = Long.parseLong(Files.readString(sizes).split(" ", 2)[0]);
    String limit = "--as=" + (pages * PAGE_BYTES + SPARE_BYTES) + ":";
    int code =
        new ProcessBuilder(program.toString(), "--pid", Long.toString(process), limit)
            .inheritIO()
            .start()
            .waitFor();
    assertThat(code).as("prlimit").isZero();
  }

  /** The first page of a process's memory is never mapped, so that reading it is an I/O error. */
  @Test
  void a_file_that_cannot_be_read_is_a_failing_disk() throws SQLException {
    AppException fault =
        sessions.reading("postgres", "SELECT pg_catalog.pg_read_file('/proc/self/mem', 0, 10)");

    assertThat(fault.code()).isEqualTo(SourceError.SOURCE_DAMAGED);
    assertThat(fault).hasMessageContainingAll("a disk fails", "SQLSTATE 58030");
  }
}

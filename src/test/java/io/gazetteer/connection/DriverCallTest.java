package io.gazetteer.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.gazetteer.common.AppException;
import io.gazetteer.source.Login;
import io.gazetteer.source.SourceDriver;
import io.gazetteer.source.SourceError;
import io.gazetteer.testing.Postgres;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A source's own driver, which nobody can hurry: what waits for it can be stopped all the same. */
class DriverCallTest {

  private static final int PATIENCE_SECONDS = 30;

  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answers = new CountDownLatch(1);
  private final CompletableFuture<Connection> made = new CompletableFuture<>();
  private final AtomicInteger released = new AtomicInteger();
  private final ExecutorService worker = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    answers.countDown();
    worker.shutdownNow();
  }

  private static Login login() {
    return new Login(
        "localhost",
        InetAddress.getLoopbackAddress(),
        Postgres.port(),
        "postgres",
        "postgres",
        "",
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofSeconds(2));
  }

  /** Connects once it may, whatever happens to its thread meanwhile. */
  private Connection slowly(Login login) throws SQLException {
    asked.countDown();
    boolean waited = false;
    while (!waited) {
      try {
        waited = answers.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException deaf) {
        waited = false;
      }
    }
    Connection connection = Postgres.connect(login.database());
    made.complete(connection);
    return connection;
  }

  private DriverCall call(SourceDriver driver) {
    return new DriverCall(driver, login(), released::incrementAndGet);
  }

  @Test
  void an_abort_ends_the_wait_and_what_the_driver_still_makes_is_closed() throws Exception {
    ConnectionAttempt attempt = new ConnectionAttempt();
    DriverCall call = call(this::slowly);
    attempt.begin(call::abandon);
    Future<Connection> waiting = worker.submit(call::connection);
    assertThat(asked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();

    attempt.abort();

    assertThatThrownBy(() -> waiting.get(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            AppException.class,
            stopped -> assertThat(stopped.code()).isEqualTo(SourceError.SOURCE_CANCELLED));
    assertThat(released).as("the place of a connection that may still be made").hasValue(0);

    answers.countDown();
    Connection late = made.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    await().until(late::isClosed);
    await().untilAtomic(released, equalTo(1));
  }

  @Test
  void a_connection_that_was_handed_over_is_not_touched_by_a_later_abort() throws Exception {
    answers.countDown();
    ConnectionAttempt attempt = new ConnectionAttempt();
    DriverCall call = call(this::slowly);
    attempt.begin(call::abandon);
    try (Connection connection = call.connection()) {
      attempt.abort();

      assertThat(connection.isValid(PATIENCE_SECONDS)).isTrue();
      assertThat(released).as("its place is freed when it is closed").hasValue(0);
    }
  }

  @Test
  void what_was_aborted_before_does_not_begin() {
    ConnectionAttempt attempt = new ConnectionAttempt();
    attempt.abort();

    assertThatThrownBy(() -> attempt.begin(call(this::slowly)::abandon))
        .isInstanceOfSatisfying(
            AppException.class,
            stopped -> assertThat(stopped.code()).isEqualTo(SourceError.SOURCE_CANCELLED));
    assertThat(asked.getCount()).isEqualTo(1);
  }

  @Test
  void what_the_driver_throws_is_thrown_and_the_place_is_freed() {
    SQLException failure = new SQLException("no such database", "3D000");
    DriverCall call =
        call(
            login -> {
              throw failure;
            });

    assertThatThrownBy(call::connection).isSameAs(failure);
    await().untilAtomic(released, equalTo(1));
  }
}

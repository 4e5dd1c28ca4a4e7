package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.Login;
import io.gazetteer.source.SourceDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * One call of a source's own driver, which whoever waits for it can abandon at any time. The driver
 * makes its own sockets, so that only the wait can be ended: the call goes on in a thread of its
 * own until the driver's time limits end it, and a connection that it still makes is closed.
 */
final class DriverCall {

  private final SourceDriver driver;
  private final Login login;
  private final Runnable whenOver;
  private final CompletableFuture<Connection> made = new CompletableFuture<>();
  private final Thread thread;

  /**
   * A call that has not begun.
   *
   * @param whenOver run once when nothing of an unsuccessful call is left at the server, which may
   *     be after {@link #connection} has thrown
   */
  DriverCall(SourceDriver driver, Login login, Runnable whenOver) {
    this.driver = driver;
    this.login = login;
    this.whenOver = whenOver;
    thread = new Thread(this::call, "gazetteer-driver-call");
    thread.setDaemon(true);
  }

  private void call() {
    boolean handedOver = false;
    try {
      if (made.isDone()) {
        return;
      }
      Connection connection = driver.connect(login);
      handedOver = made.complete(connection);
      if (!handedOver) {
        ConnectionLoss.abort(connection);
      }
    } catch (SQLException | RuntimeException | Error failure) {
      made.completeExceptionally(failure);
    } finally {
      if (!handedOver) {
        whenOver.run();
      }
    }
  }

  /** Ends the wait at once. Does nothing when the connection was handed over already. */
  void abandon() {
    if (made.completeExceptionally(ConnectionAttempt.givenUp())) {
      thread.interrupt();
    }
  }

  /**
   * Connects.
   *
   * @throws AppException SOURCE_CANCELLED when it was abandoned or this thread was interrupted
   * @throws SQLException what the driver threw
   */
  Connection connection() throws SQLException {
    thread.start();
    try {
      return made.get();
    } catch (InterruptedException interrupted) {
      abandon();
      Thread.currentThread().interrupt();
      return handedOver();
    } catch (ExecutionException failure) {
      throw restated(failure.getCause());
    }
  }

  /** For a thread that was interrupted: the connection, where it was made in the same moment. */
  private Connection handedOver() throws SQLException {
    try {
      return made.getNow(null);
    } catch (CompletionException failure) {
      throw restated(failure.getCause());
    }
  }

  private static SQLException restated(Throwable failure) {
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return (SQLException) failure;
  }
}

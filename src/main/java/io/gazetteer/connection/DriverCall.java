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
 * One call of a source's own driver that can be abandoned at any time. The driver creates its own
 * sockets, so only the wait can be ended: the call continues in its own thread until the driver's
 * timeouts end it, and a connection that it still opens is closed.
 */
final class DriverCall {

  private final SourceDriver driver;
  private final Login login;
  private final Runnable whenOver;
  private final CompletableFuture<Connection> made = new CompletableFuture<>();
  private final Thread thread;

  /**
   * Creates a call without starting it.
   *
   * @param whenOver run once when an unsuccessful call has left nothing at the server, perhaps
   *     after {@link #connection} has thrown
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

  /** Ends the wait at once. Has no effect if the connection was already returned. */
  void abandon() {
    if (made.completeExceptionally(ConnectionAttempt.givenUp())) {
      thread.interrupt();
    }
  }

  /**
   * Connects.
   *
   * @throws AppException SOURCE_CANCELLED if it was abandoned or this thread was interrupted
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

  /** Returns the connection if it was opened at the moment of the interrupt. */
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

package io.gazetteer.crawl.server;

import io.gazetteer.connection.ConnectionAttempt;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.FurtherConnection;
import io.gazetteer.source.Source;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Stops the work on a connection and on its second one, from another thread: first asks the server
 * to cancel, and after a grace period closes both, because a frozen or unreachable server never
 * reacts. A connection that is still being opened is given up at once.
 */
final class StopSource {

  private final Source source;
  private final Duration grace;
  private final ConnectionAttempt attempt = new ConnectionAttempt();
  private Optional<Connection> connection = Optional.empty();
  private Optional<FurtherConnection> second = Optional.empty();
  private OptionalLong firstStopNanos = OptionalLong.empty();

  /**
   * Stops nothing yet.
   *
   * @param grace how long to wait after the first call of {@link #stop}
   */
  StopSource(Source source, Duration grace) {
    this.source = source;
    this.grace = grace;
  }

  Connection open(OpenConnection openConnection, ConnectionTarget target, String database) {
    Connection opened = openConnection.open(target, database, attempt);
    synchronized (this) {
      connection = Optional.of(opened);
    }
    return opened;
  }

  /** Offers a second connection to the same database. */
  FurtherConnection second(
      OpenConnection openConnection, ConnectionTarget target, String database) {
    FurtherConnection further = openConnection.further(target, database);
    synchronized (this) {
      second = Optional.of(further);
    }
    return further;
  }

  /** Stops the work; call it repeatedly until the work has ended. Never throws. */
  synchronized void stop() {
    if (connection.isEmpty()) {
      attempt.abort();
      return;
    }
    long now = System.nanoTime();
    if (firstStopNanos.isEmpty()) {
      firstStopNanos = OptionalLong.of(now);
    }
    if (now - firstStopNanos.getAsLong() < grace.toNanos()) {
      source.cancel(connection.get());
      return;
    }
    second.ifPresent(FurtherConnection::abort);
    ConnectionLoss.abort(connection.get());
  }
}

package io.gazetteer.crawl;

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
 * Stops what goes on over one connection and the second one beside it, from another thread: first
 * by asking the server to cancel it, and after a grace period by closing both, as a server that is
 * frozen or cut off never reacts. A connection that is still being made is given up at once.
 */
final class StopSource {

  private final Source source;
  private final Duration grace;
  private final ConnectionAttempt attempt = new ConnectionAttempt();
  private Optional<Connection> connection = Optional.empty();
  private Optional<FurtherConnection> second = Optional.empty();
  private OptionalLong begunNanos = OptionalLong.empty();

  /**
   * A stop that was not asked for yet.
   *
   * @param grace from the first call of {@link #stop} on
   */
  StopSource(Source source, Duration grace) {
    this.source = source;
    this.grace = grace;
  }

  /** Opens the one connection. */
  Connection open(OpenConnection openConnection, ConnectionTarget target, String database) {
    Connection opened = openConnection.open(target, database, attempt);
    synchronized (this) {
      connection = Optional.of(opened);
    }
    return opened;
  }

  /** The chance of a second connection to the same database. */
  FurtherConnection second(
      OpenConnection openConnection, ConnectionTarget target, String database) {
    FurtherConnection further = openConnection.further(target, database);
    synchronized (this) {
      second = Optional.of(further);
    }
    return further;
  }

  /** To be called again and again until the work has ended. Never throws. */
  synchronized void stop() {
    if (connection.isEmpty()) {
      attempt.abort();
      return;
    }
    long now = System.nanoTime();
    if (begunNanos.isEmpty()) {
      begunNanos = OptionalLong.of(now);
    }
    if (now - begunNanos.getAsLong() < grace.toNanos()) {
      source.cancel(connection.get());
      return;
    }
    second.ifPresent(FurtherConnection::abort);
    ConnectionLoss.abort(connection.get());
  }
}

package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.FurtherConnection;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** A second connection to a database, in a place that nobody else waits for. */
final class SecondConnection implements FurtherConnection {

  private static final Logger LOG = Logger.getLogger(SecondConnection.class);

  private final Semaphore place;
  private final Function<ConnectionAttempt, Connection> connect;
  // Of the connection that was begun last.
  private Optional<ConnectionAttempt> attempt = Optional.empty();
  private Optional<Connection> opened = Optional.empty();
  private boolean aborted;

  /**
   * One that is not open yet.
   *
   * @param connect opens it where a place was taken, and frees the place in the end
   */
  SecondConnection(Semaphore place, Function<ConnectionAttempt, Connection> connect) {
    this.place = place;
    this.connect = connect;
  }

  @Override
  public Optional<Connection> open() {
    Optional<ConnectionAttempt> begun = begin();
    if (begun.isEmpty()) {
      return Optional.empty();
    }
    try {
      Connection connection = connect.apply(begun.get());
      synchronized (this) {
        if (!aborted) {
          opened = Optional.of(connection);
          return opened;
        }
      }
      ConnectionLoss.abort(connection);
    } catch (AppException refused) {
      // The read goes on with what it has; were the server gone, it would notice itself.
      LOG.debugf("No second connection (%s)", refused.code().name());
    }
    return Optional.empty();
  }

  private synchronized Optional<ConnectionAttempt> begin() {
    if (aborted || isWanted() || !place.tryAcquire()) {
      return Optional.empty();
    }
    opened = Optional.empty();
    attempt = Optional.of(new ConnectionAttempt());
    return attempt;
  }

  @Override
  public boolean isWanted() {
    return place.hasQueuedThreads();
  }

  @Override
  public void abort() {
    Optional<ConnectionAttempt> pending;
    Optional<Connection> open;
    synchronized (this) {
      aborted = true;
      pending = attempt;
      open = opened;
    }
    pending.ifPresent(ConnectionAttempt::abort);
    open.ifPresent(ConnectionLoss::abort);
  }
}

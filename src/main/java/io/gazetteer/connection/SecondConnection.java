package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.ConnectionLoss;
import io.gazetteer.source.FurtherConnection;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** A second connection to a database, in a slot that no other task waits for. */
final class SecondConnection implements FurtherConnection {

  private static final Logger LOG = Logger.getLogger(SecondConnection.class);

  private final Semaphore place;
  private final Function<ConnectionAttempt, Connection> connect;
  // The attempt that was started last.
  private Optional<ConnectionAttempt> attempt = Optional.empty();
  private Optional<Connection> opened = Optional.empty();
  private boolean aborted;

  /**
   * Creates one that is not open yet.
   *
   * @param connect opens it in an acquired slot, and frees the slot in the end
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
      // The read continues with one connection; it notices itself if the server is gone.
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

package io.gazetteer.connection.preflight;

import io.gazetteer.connection.ConnectionAttempt;
import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.OpenConnection;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.ConnectionLoss;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The connection that a test currently holds. The test's thread opens and closes it; another thread
 * may abort it at any time, also while it is being opened.
 */
final class ProbeConnection {

  private static final Logger LOG = Logger.getLogger(ProbeConnection.class);

  private final OpenConnection opener;
  private final ConnectionTarget target;
  private final OpenConnection.Patience patience;
  private ConnectionAttempt attempt = new ConnectionAttempt();
  private Optional<Connection> open = Optional.empty();
  private boolean aborted;

  ProbeConnection(
      OpenConnection opener, ConnectionTarget target, OpenConnection.Patience patience) {
    this.opener = opener;
    this.target = target;
    this.patience = patience;
  }

  /**
   * Closes the open connection and opens one to another database.
   *
   * @throws io.gazetteer.common.AppException as {@link OpenConnection#open}
   */
  void open(String database) {
    close();
    Connection opened = opener.open(target, database, patience, newAttempt());
    synchronized (this) {
      open = Optional.of(opened);
      if (!aborted) {
        return;
      }
    }
    abort();
  }

  private synchronized ConnectionAttempt newAttempt() {
    attempt = new ConnectionAttempt();
    if (aborted) {
      attempt.abort();
    }
    return attempt;
  }

  synchronized Connection get() {
    return open.orElseThrow();
  }

  /** Returns whether it broke and is unusable. */
  boolean isLost() {
    try {
      return get().isClosed();
    } catch (SQLException failure) {
      return true;
    }
  }

  /** Returns the TLS of the last connection, also if the sign-in failed. */
  synchronized Optional<TlsSession> tls() {
    return attempt.tls();
  }

  /** Closes it at once, whatever the test's thread does with it. */
  void abort() {
    ConnectionAttempt pending;
    Optional<Connection> opened;
    synchronized (this) {
      aborted = true;
      pending = attempt;
      opened = open;
    }
    pending.abort();
    opened.ifPresent(ConnectionLoss::abort);
  }

  void close() {
    Optional<Connection> opened;
    synchronized (this) {
      opened = open;
      open = Optional.empty();
    }
    try {
      if (opened.isPresent()) {
        opened.get().close();
      }
    } catch (SQLException failure) {
      // Only the report matters.
      LOG.debugf("A connection could not be closed (SQLSTATE %s)", failure.getSQLState());
    }
  }
}

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
 * The one connection that a test holds at a time. The test's thread opens and closes it; another
 * thread may abort it at any time, also while it is being opened.
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
   * Opens one to a database, in place of the one that was open.
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

  /** The open connection. */
  synchronized Connection get() {
    return open.orElseThrow();
  }

  /** Whether it broke, so that nothing more is asked over it. */
  boolean isLost() {
    try {
      return get().isClosed();
    } catch (SQLException failure) {
      return true;
    }
  }

  /** TLS of the connection that was opened last, also where signing in failed. */
  synchronized Optional<TlsSession> tls() {
    return attempt.tls();
  }

  /** Closes it at once and for good, whatever the test's thread does with it. */
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
      // The report is what counts.
      LOG.debugf("A connection could not be closed (SQLSTATE %s)", failure.getSQLState());
    }
  }
}

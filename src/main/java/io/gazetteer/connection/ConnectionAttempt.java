package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.SourceError;
import java.util.Optional;

/**
 * A connection from before its first packet to its end, for whoever may have to give it up from
 * another thread. One object for each connection that is opened.
 */
public final class ConnectionAttempt {

  private Optional<TlsSession> tls = Optional.empty();
  private Optional<CheckedSockets> sockets = Optional.empty();
  private boolean aborted;

  /** Its TLS, also where signing in failed; empty before, and where the source brings a driver. */
  public synchronized Optional<TlsSession> tls() {
    return tls;
  }

  /** Closes its sockets at once and for good, without a word to the server. */
  public void abort() {
    Optional<CheckedSockets> open;
    synchronized (this) {
      aborted = true;
      open = sockets;
    }
    open.ifPresent(CheckedSockets::abort);
  }

  /**
   * Notes what is going to be connected with.
   *
   * @throws AppException SOURCE_CANCELLED once it was aborted
   */
  synchronized void begin(TlsSession newTls, CheckedSockets newSockets) {
    if (aborted) {
      throw new AppException(
          SourceError.SOURCE_CANCELLED, "The connection was given up before it was made");
    }
    tls = Optional.of(newTls);
    sockets = Optional.of(newSockets);
  }
}

package io.gazetteer.source;

import io.gazetteer.common.Causes;
import io.gazetteer.common.SqlState;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Recognises errors after which a connection is of no use, and gives it up without a word to the
 * server: a rollback, a cancel or a goodbye on such a connection may wait for ever.
 */
public final class ConnectionLoss {

  private static final Logger LOG = Logger.getLogger(ConnectionLoss.class);

  private ConnectionLoss() {}

  /** Whether the error says that the connection broke, or that the server has ended it. */
  public static boolean isIn(Throwable failure) {
    return Causes.of(failure)
        .anyMatch(
            cause ->
                cause instanceof IOException
                    || (cause instanceof SQLException error
                        && SqlState.endsSession(SqlState.of(error))));
  }

  /**
   * Closes the connection's socket at once, whatever another thread does with it. Nothing is sent,
   * nothing is waited for, and nothing is thrown.
   */
  public static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException failure) {
      // Without the driver's text, which may quote data.
      LOG.debugf("A connection could not be aborted (SQLSTATE %s)", failure.getSQLState());
    }
  }
}

package io.gazetteer.source;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Opens connections to servers that do not speak PostgreSQL's protocol. Stateless, so one object
 * serves all threads. The caller has checked the address and counts the connections.
 */
public interface SourceDriver {

  /**
   * A new connection with its session ready for reading: it changes nothing at the server, keeps
   * the login's time limits, and is in autocommit mode. Not pooled; the caller closes it.
   *
   * <p>Called on a thread of its own. When the run is stopped meanwhile, that thread is interrupted
   * and nobody waits for it; a connection that it still returns is aborted. {@link
   * Connection#abort} must close the socket at once, from any thread, because that is what ends a
   * read of a server that is frozen; wrap the connection of a JDBC driver that does not.
   *
   * @throws SQLException when there is none, with the SQLSTATE of {@link SourceFailures} that says
   *     why
   */
  Connection connect(Login login) throws SQLException;
}

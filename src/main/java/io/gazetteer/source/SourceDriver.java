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
   * @throws SQLException when there is none, with the SQLSTATE of {@link SourceFault} that says why
   */
  Connection connect(Login login) throws SQLException;
}

package io.gazetteer.source.h2;

import io.gazetteer.source.Login;
import io.gazetteer.source.SourceDriver;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Opens connections to H2's server. H2 cannot make a session read-only, so the user's lack of
 * rights is what keeps it from writing; none is needed for reading {@code INFORMATION_SCHEMA}.
 */
final class H2Driver implements SourceDriver {

  @Override
  public Connection connect(Login login) throws SQLException {
    if (login.database().contains(";")) {
      throw new SQLException("A setting in place of a name", "3D000");
    }
    Properties properties = new Properties();
    properties.setProperty("user", login.username());
    properties.setProperty("password", login.password());
    String address = login.address().getHostAddress();
    String host = address.contains(":") ? "[" + address + "]" : address;
    String url =
        "jdbc:h2:tcp://%s:%d/%s;IFEXISTS=TRUE;NETWORK_TIMEOUT=%d"
            .formatted(host, login.port(), login.database(), login.connectTimeout().toMillis());
    try {
      Connection connection = new org.h2.Driver().connect(url, properties);
      try (Statement statement = connection.createStatement()) {
        connection.setNetworkTimeout(
            Runnable::run, (int) login.statementTimeout().plusSeconds(30).toMillis());
        statement.execute("SET QUERY_TIMEOUT " + login.statementTimeout().toMillis());
        statement.execute("SET LOCK_TIMEOUT " + login.lockTimeout().toMillis());
        return H2Abort.abortable(connection);
      } catch (SQLException failure) {
        connection.close();
        throw failure;
      }
    } catch (SQLException failure) {
      throw restated(failure);
    }
  }

  /** The same failure with the SQLSTATE that the service knows; H2 has numbers of its own. */
  static SQLException restated(SQLException failure) {
    String known =
        switch (failure.getErrorCode()) {
          case 90013, 90146, 90149 -> "3D000";
          case 90096 -> "42501";
          case 50200 -> "55P03";
          case 90067 -> "08001";
          case 90007, 90098, 90121 -> "08006";
          default -> null;
        };
    return known == null ? failure : new SQLException("H2's own fault", known, failure);
  }
}

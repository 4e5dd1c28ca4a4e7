package io.gazetteer.source.postgres.fingerprint;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.SourceTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * When a server began to run, which distinguishes connections to one address that a load balancer
 * led to several servers.
 *
 * @param text as the server writes it, to the microsecond
 */
public record ServerStart(String text) {

  /**
   * Asks a server.
   *
   * @throws SQLException also where the server does not say
   */
  public static ServerStart of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SqlFiles.of(ServerStart.class, "start"))) {
      row.next();
      return new ServerStart(row.getString("started"));
    }
  }

  /**
   * Asks a server inside the open transaction, which stays usable.
   *
   * @return empty where the server does not say
   */
  public static Optional<ServerStart> find(Connection connection) throws SQLException {
    ServerStart[] found = new ServerStart[1];
    Optional<String> refusal =
        SourceTransaction.refusal(connection, () -> found[0] = of(connection));
    return refusal.isPresent() ? Optional.empty() : Optional.of(found[0]);
  }
}

package io.gazetteer.source.postgres.fingerprint;

import io.gazetteer.common.SqlFiles;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * The snapshot of an open transaction, as other sessions of the same server can take it.
 *
 * @param server that gave out the name; another one may know another snapshot by it
 * @param name which holds until the transaction ends
 */
public record SharedSnapshot(ServerStart server, String name) {

  /** Of pg_attribute; less is read sooner than a connection is opened: 16 MB, 0.1 s. */
  private static final int WORTH_PAGES = 2000;

  /**
   * Shares the open transaction's snapshot, where the catalog is so large that another session can
   * be of help. Not inside a savepoint.
   *
   * @return empty where it is not worth it, or the server does not support it or does not say when
   *     it was started
   * @throws SQLException also where the server has the function and rejects the call; the
   *     transaction is then of no use
   */
  public static Optional<SharedSnapshot> of(Connection connection) throws SQLException {
    if (!isWorthIt(connection)) {
      return Optional.empty();
    }
    Optional<ServerStart> server = ServerStart.find(connection);
    if (server.isEmpty()) {
      return Optional.empty();
    }
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SqlFiles.of(SharedSnapshot.class, "share"))) {
      row.next();
      return Optional.of(new SharedSnapshot(server.get(), row.getString("name")));
    }
  }

  private static boolean isWorthIt(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(SqlFiles.of(SharedSnapshot.class, "can_share"))) {
      statement.setInt(1, WORTH_PAGES);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getBoolean("worth_it");
      }
    }
  }

  /** Whether another session is on the server that knows it. */
  public boolean isOf(Connection connection) throws SQLException {
    return ServerStart.of(connection).equals(server);
  }
}

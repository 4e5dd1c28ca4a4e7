package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.source.SourceError;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Checks that a server is the primary or standby that a connection requires. */
final class ServerTypeCheck {

  private ServerTypeCheck() {}

  /**
   * Returns if the server has the required type, or any is accepted.
   *
   * @throws SQLException like that of an unreachable server, so that the next address is tried; the
   *     connection is closed
   */
  static void require(Connection connection, ConnectionTarget target) throws SQLException {
    if (target.parameters().wantedServer().isEmpty()) {
      return;
    }
    String wanted = target.parameters().wantedServer().get();
    boolean standby;
    boolean readOnly;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SqlFiles.of(ServerTypeCheck.class, "standing"))) {
      row.next();
      standby = row.getBoolean(1);
      readOnly = standby || row.getBoolean(2);
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
    boolean fits =
        switch (wanted) {
          case "primary" -> !standby;
          case "standby" -> standby;
          case "read-write" -> !readOnly;
          default -> readOnly;
        };
    if (!fits) {
      connection.close();
      String words =
          ("Server %s is a %s%s, and the connection requires %s (targetServerType,"
                  + " target_session_attrs). Name another host, or remove the parameter")
              .formatted(
                  target.server(),
                  standby ? "standby" : "primary",
                  readOnly && !standby ? " with read-only sessions" : "",
                  wanted);
      throw new PSQLException(
          words,
          PSQLState.CONNECTION_UNABLE_TO_CONNECT,
          new AppException(SourceError.SOURCE_WRONG_SERVER, words));
    }
  }
}

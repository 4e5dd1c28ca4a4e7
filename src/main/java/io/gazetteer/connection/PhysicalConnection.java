package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.SourceFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes one network connection to a server and prepares its session for reading catalogs. */
@ApplicationScoped
class PhysicalConnection {

  private static final Duration SOCKET_GRACE = Duration.ofSeconds(30);

  @Inject SourceSettings settings;
  @Inject NetworkRules network;

  /**
   * Connects and signs in; the session is as the server makes it.
   *
   * @param statementTimeout the longest statement that will be run; the socket is given up a little
   *     later
   * @throws AppException SourceError in words, or SIGN_IN_NOT_AVAILABLE
   */
  Connection connect(ConnectionTarget target, String database, Duration statementTimeout) {
    if (!(target.signIn() instanceof SignIn.Basic signIn)) {
      throw new AppException(
          ConnectionError.SIGN_IN_NOT_AVAILABLE,
          "Signing in with authType "
              + ((SignIn.NotAvailable) target.signIn()).authType()
              + " is not yet available. Use basic");
    }
    network.resolve(target.host());
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(
        new String[] {target.host().contains(":") ? "[" + target.host() + "]" : target.host()});
    source.setPortNumbers(new int[] {target.port()});
    source.setDatabaseName(database);
    source.setUser(signIn.username());
    source.setPassword(signIn.password());
    source.setApplicationName("gazetteer");
    source.setConnectTimeout(seconds(settings.connectTimeout()));
    source.setLoginTimeout(seconds(settings.connectTimeout()));
    source.setSocketTimeout(seconds(statementTimeout.plus(SOCKET_GRACE)));
    source.setTcpKeepAlive(true);
    // No named statements: behind a pooler the next one may run on another server connection.
    source.setPrepareThreshold(0);
    try {
      return source.getConnection();
    } catch (SQLException failure) {
      throw SourceFault.of(
          failure, target.server(), database, signIn.username(), "connecting to the database");
    }
  }

  /**
   * Makes the session read only, bounded in time, and independent of the role's and the database's
   * own settings. The search path is empty so that PostgreSQL writes every name in full.
   */
  void prepare(Connection connection, Duration statementTimeout) throws SQLException {
    String session =
        """
        SET default_transaction_read_only = on;
        SET statement_timeout = %d;
        SET lock_timeout = %d;
        SET idle_in_transaction_session_timeout = %d;
        SET TimeZone = 'UTC';
        SET DateStyle = 'ISO, MDY';
        SET IntervalStyle = 'postgres';
        SET bytea_output = 'hex';
        SET quote_all_identifiers = off;
        SELECT pg_catalog.set_config('search_path', '', false)"""
            .formatted(
                statementTimeout.toMillis(),
                settings.lockTimeout().toMillis(),
                settings.idleInTransactionTimeout().toMillis());
    try (Statement statement = connection.createStatement()) {
      statement.execute(session);
    }
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, duration.toSeconds());
  }
}

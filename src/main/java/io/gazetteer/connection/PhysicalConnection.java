package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.source.SourceFault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Makes one network connection to a server. Nothing is set on its session, because behind a pooler
 * in transaction mode that would stay on a connection that others use after us.
 */
@ApplicationScoped
class PhysicalConnection {

  private static final Duration SOCKET_GRACE = Duration.ofSeconds(30);

  /**
   * From this version on the driver runs no SET of its own after signing in, and sends the
   * application's name with the sign-in, where a pooler looks for it.
   */
  private static final String OLDEST_SUPPORTED_SERVER = "13";

  @Inject SourceSettings settings;
  @Inject NetworkRules network;

  /**
   * Connects and signs in; the session is as the server makes it, in autocommit mode. Statements
   * belong in a {@link io.gazetteer.source.SourceTransaction}.
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
    source.setAssumeMinServerVersion(OLDEST_SUPPORTED_SERVER);
    // Transactions begin as BEGIN READ ONLY, even one that somebody opens by hand.
    source.setReadOnly(true);
    try {
      return source.getConnection();
    } catch (SQLException failure) {
      throw SourceFault.of(
          failure, target.server(), database, signIn.username(), "connecting to the database");
    }
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, duration.toSeconds());
  }
}

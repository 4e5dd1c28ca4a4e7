package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.secret.ResolveReferences;
import io.gazetteer.source.Login;
import io.gazetteer.source.SourceDriver;
import io.gazetteer.source.SourceFailures;
import io.gazetteer.source.SourceLimits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Opens one connection with a source's own driver, under the same rules as all others. */
@ApplicationScoped
class SourceConnection {

  @Inject SourceSettings settings;
  @Inject SourceLimits limits;
  @Inject NetworkRules network;
  @Inject ResolveReferences references;

  /**
   * Connects and signs in; the session is ready for reading.
   *
   * @param attempt ends the wait at any time
   * @param release run once if it did not connect and has left nothing at the server, perhaps after
   *     this has thrown
   * @throws AppException with a SourceError or ReferenceError, SOURCE_CANCELLED, or
   *     SIGN_IN_NOT_AVAILABLE if TLS is required or the method is not user name and password
   */
  Connection connect(
      SourceDriver driver,
      ConnectionTarget sent,
      String database,
      Duration statementTimeout,
      ConnectionAttempt attempt,
      Runnable release) {
    boolean begun = false;
    try {
      Login login = login(sent, database, statementTimeout);
      DriverCall call = new DriverCall(driver, login, release);
      attempt.begin(call::abandon);
      begun = true;
      return call.connection();
    } catch (SQLException failure) {
      throw SourceFailures.connecting(failure, sent.server(), database, sent.signIn().username());
    } finally {
      if (!begun) {
        release.run();
      }
    }
  }

  private Login login(ConnectionTarget sent, String database, Duration statementTimeout) {
    // Not references::read, because without a container there is no resolver.
    ConnectionTarget target = sent.whole(reference -> references.read(reference));
    if (!(target.signIn() instanceof SignIn.Basic signIn)) {
      throw new AppException(
          ConnectionError.SIGN_IN_NOT_AVAILABLE,
          "Connector " + target.connectorName() + " supports only authType basic");
    }
    if (target.tls().mode().encrypts()) {
      throw new AppException(
          ConnectionError.SIGN_IN_NOT_AVAILABLE,
          "Connector %s does not support TLS mode %s"
              .formatted(target.connectorName(), target.tls().mode().wire()));
    }
    if (!target.parameters().equals(DriverParameters.NONE)) {
      throw new AppException(
          ConnectionError.SIGN_IN_NOT_AVAILABLE,
          "Connector %s does not support driver parameters; remove %s"
              .formatted(
                  target.connectorName(),
                  String.join(", ", target.parameters().values().keySet())));
    }
    List<InetAddress> addresses = network.resolve(target.host(), target.port());
    return new Login(
        target.host(),
        addresses.get(0),
        target.port(),
        database,
        signIn.username(),
        signIn.password(),
        settings.connectTimeout(),
        statementTimeout,
        limits.lockTimeout());
  }
}

package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.common.Causes;
import io.gazetteer.connection.aws.RdsRegion;
import io.gazetteer.connection.tls.TlsFailures;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.ServerLimitException;
import io.gazetteer.source.SourceError;
import io.gazetteer.source.SourceFailures;
import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Explains why a connection failed, with the usual causes for its authentication method. */
final class ConnectFailures {

  private ConnectFailures() {}

  static AppException of(
      SQLException failure, ConnectionTarget target, String database, TlsSession tls) {
    if (ServerLimitException.isIn(failure)) {
      return ofServer(failure, target, database, tls);
    }
    // Thrown by our own plugins in the driver.
    return Causes.find(failure, AppException.class)
        .or(() -> TlsFailures.of(tls, failure, target.host(), target.server()))
        .orElseGet(() -> ofServer(failure, target, database, tls));
  }

  private static AppException ofServer(
      SQLException failure, ConnectionTarget target, String database, TlsSession tls) {
    AppException fault =
        SourceFailures.connecting(failure, target.server(), database, target.signIn().username());
    if (fault.code() != SourceError.SOURCE_SIGN_IN_REFUSED) {
      return fault;
    }
    Optional<String> methods = target.parameters().requiredMethods();
    if (methods.isPresent() && isByDriver(failure, target)) {
      return new AppException(
          fault.code(),
          ("Server %s asks for an authentication method that requireAuth (%s) does not allow, so"
                  + " the sign-in of %s stopped before a password was sent. Allow the method that"
                  + " pg_hba.conf of the server names for this user")
              .formatted(
                  target.server(),
                  methods.get(),
                  SourceFailures.quoted(target.signIn().username())),
          fault.getCause());
    }
    String causes =
        target.signIn() instanceof SignIn.Iam iam ? iamCauses(target, iam) : tlsCauses(target, tls);
    return new AppException(fault.code(), fault.getMessage() + causes, fault.getCause());
  }

  /** Returns whether the driver itself ended a sign-in with a password, before the server did. */
  private static boolean isByDriver(SQLException failure, ConnectionTarget target) {
    boolean password =
        !(target.signIn() instanceof SignIn.Basic basic && basic.password().isEmpty());
    return password
        && failure instanceof PSQLException ofDriver
        && ofDriver.getServerErrorMessage() == null
        && PSQLState.CONNECTION_REJECTED.getState().equals(failure.getSQLState());
  }

  private static String iamCauses(ConnectionTarget target, SignIn.Iam iam) {
    String user = target.signIn().username();
    String region = RdsRegion.of(target.host(), iam.region());
    return (". The token was made for region %s, host %s, port %d and user %s. Usual causes: one of"
            + " these differs from the endpoint's; the policy does not allow rds-db:connect on"
            + " arn:aws:rds-db:%s:<account>:dbuser:<resource id>/%s for %s; the access key is"
            + " inactive, or the secret key does not belong to it; the user lacks the role (GRANT"
            + " rds_iam TO %s); the clock of this machine is off by minutes")
        .formatted(
            region,
            target.host(),
            target.port(),
            user,
            region,
            user,
            iam.role().map(role -> "role " + role.arn()).orElse(iam.identity().inWords()),
            SourceFailures.quoted(user));
  }

  private static String tlsCauses(ConnectionTarget target, TlsSession tls) {
    if (!tls.begun() && !target.tls().mode().encrypts()) {
      return ". If the server accepts only encrypted connections, set the TLS mode to require or"
          + " stricter";
    }
    return target.tls().client().isEmpty()
        ? ". If the server asks for a client certificate, give one"
        : ". If the server asks for a client certificate, its CN must be the user's name";
  }
}

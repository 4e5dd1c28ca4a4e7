package io.gazetteer.connection;

import io.gazetteer.common.AppException;
import io.gazetteer.connection.aws.RdsToken;
import io.gazetteer.connection.tls.TlsSession;
import io.gazetteer.source.SourceError;
import java.time.Clock;
import java.util.function.Supplier;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Supplies the password of one connection when the server asks for it. Never sends a password in
 * clear text over an unencrypted connection.
 */
final class PasswordSource implements AuthenticationPlugin {

  private final ConnectionTarget target;
  private final TlsSession tls;
  private final boolean token;
  private final Supplier<String> secret;

  private PasswordSource(
      ConnectionTarget target, TlsSession tls, boolean token, Supplier<String> secret) {
    this.target = target;
    this.tls = tls;
    this.token = token;
    this.secret = secret;
  }

  static PasswordSource ofPassword(ConnectionTarget target, SignIn.Basic signIn, TlsSession tls) {
    return new PasswordSource(target, tls, false, signIn::password);
  }

  /** Supplies a token that is created when the server asks for it. */
  static PasswordSource ofToken(
      ConnectionTarget target,
      String region,
      AwsCredentialsIdentity identity,
      TlsSession tls,
      Clock clock) {
    return new PasswordSource(
        target,
        tls,
        true,
        () ->
            RdsToken.of(
                target.host(), target.port(), target.signIn().username(), region, identity, clock));
  }

  @Override
  public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
    boolean inClear = type == AuthenticationRequestType.CLEARTEXT_PASSWORD;
    if (token && !inClear) {
      throw refusal(
          SourceError.SOURCE_SIGN_IN_REFUSED,
          ("Server %s asks user %s for a stored password and accepts no token. Usual causes: the"
                  + " user was not granted rds_iam, IAM authentication is off for this server, or it"
                  + " is not an RDS server")
              .formatted(target.server(), target.signIn().username()));
    }
    if (inClear && !tls.encrypted()) {
      throw refusal(
          SourceError.SOURCE_PASSWORD_UNPROTECTED,
          ("Server %s asks for the password in clear text, and the connection is not encrypted, so"
                  + " it was not sent. Set the TLS mode to require or stricter, or have the server ask"
                  + " for scram-sha-256 (pg_hba.conf)")
              .formatted(target.server()));
    }
    return secret.get().toCharArray();
  }

  /** The driver passes on only its own type; ConnectFailures reads the cause. */
  private static PSQLException refusal(SourceError code, String words) {
    return new PSQLException(
        words, PSQLState.INVALID_AUTHORIZATION_SPECIFICATION, new AppException(code, words));
  }
}

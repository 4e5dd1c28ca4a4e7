package io.gazetteer.connection.credential;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import java.util.Optional;

/** Makes targets out of what credentials say. */
final class Targets {

  private static final String CONFIG_PREFIX = "atlan-connectors-";

  private Targets() {}

  /** The connector that a credential's {@code connectorConfigName} names; PostgreSQL where none. */
  static String connector(Optional<String> connectorConfigName) {
    return connectorConfigName
        .filter(name -> name.startsWith(CONFIG_PREFIX))
        .map(name -> name.substring(CONFIG_PREFIX.length()))
        .orElse(ConnectionTarget.POSTGRES);
  }

  static ConnectionTarget of(String host, int port, SignInValues values) {
    SignIn signIn =
        values.isIam()
            ? AwsFields.signIn(values)
            : new SignIn.Basic(values.username(), values.password());
    Optional<String> database =
        Optional.of(values.extra().path("database").asText("")).filter(name -> !name.isBlank());
    return new ConnectionTarget(host, port, database, signIn, TlsFields.tls(values));
  }
}

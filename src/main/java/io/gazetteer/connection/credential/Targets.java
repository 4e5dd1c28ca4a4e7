package io.gazetteer.connection.credential;

import io.gazetteer.connection.ConnectionTarget;
import io.gazetteer.connection.SignIn;
import io.gazetteer.connection.secret.SecretReference;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Creates targets from credentials. */
final class Targets {

  private static final String CONFIG_PREFIX = "atlan-connectors-";

  private Targets() {}

  /** Returns the connector in a credential's {@code connectorConfigName}; PostgreSQL if none. */
  static String connector(Optional<String> connectorConfigName) {
    return connectorConfigName
        .filter(name -> name.startsWith(CONFIG_PREFIX))
        .map(name -> name.substring(CONFIG_PREFIX.length()))
        .orElse(ConnectionTarget.POSTGRES);
  }

  static ConnectionTarget of(String host, int port, SignInValues values) {
    if (values.references().isEmpty()) {
      return whole(host, port, values);
    }
    return whole(host, port, values.resolved(notYet -> ""))
        .withReferences(new References(host, port, values));
  }

  private record References(String host, int port, SignInValues values)
      implements ConnectionTarget.SecretReferences {

    @Override
    public List<SecretReference> references() {
      return List.copyOf(values.references().values());
    }

    @Override
    public ConnectionTarget with(Function<SecretReference, String> reader) {
      return whole(host, port, values.resolved(reader));
    }
  }

  private static ConnectionTarget whole(String host, int port, SignInValues values) {
    SignIn signIn =
        values.isIam()
            ? AwsFields.signIn(values)
            : new SignIn.Basic(values.username(), values.password());
    Optional<String> database = values.extra().text("database");
    return new ConnectionTarget(host, port, database, signIn, TlsFields.tls(values))
        .withParameters(ParameterFields.parameters(values));
  }
}

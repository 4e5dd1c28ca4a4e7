package io.gazetteer.connection;

import io.gazetteer.connection.secret.SecretReference;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where to connect to and as whom.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database the database named by whoever set it up; empty = none named, then {@code
 *     postgres} is connected to
 * @param connectorName what kind of server it is, for example {@code postgres}
 * @param parameters further ones of the driver and the server
 * @param late what is kept elsewhere and missing in the others until {@link #whole}; empty =
 *     nothing is missing
 */
public record ConnectionTarget(
    String host,
    int port,
    Optional<String> database,
    SignIn signIn,
    Tls tls,
    String connectorName,
    Optional<LateSecrets> late,
    DriverParameters parameters) {

  /** The connector where none is named. */
  public static final String POSTGRES = "postgres";

  /** A PostgreSQL server. */
  public ConnectionTarget(
      String host, int port, Optional<String> database, SignIn signIn, Tls tls) {
    this(host, port, database, signIn, tls, POSTGRES, Optional.empty(), DriverParameters.NONE);
  }

  /** A PostgreSQL server, with TLS where it offers it, unchecked. */
  public ConnectionTarget(String host, int port, Optional<String> database, SignIn signIn) {
    this(host, port, database, signIn, Tls.of(TlsMode.PREFER));
  }

  /** The same place as another kind of server. */
  public ConnectionTarget withConnector(String name) {
    return new ConnectionTarget(host, port, database, signIn, tls, name, late, parameters);
  }

  /** The same with further parameters. */
  public ConnectionTarget withParameters(DriverParameters others) {
    return new ConnectionTarget(host, port, database, signIn, tls, connectorName, late, others);
  }

  /** The same, with secrets that are kept elsewhere. */
  public ConnectionTarget withLate(LateSecrets secrets) {
    return new ConnectionTarget(
        host, port, database, signIn, tls, connectorName, Optional.of(secrets), parameters);
  }

  /**
   * The target with all its secrets, for one connection. Never kept, printed or sent.
   *
   * @param reader gives what a reference names
   */
  ConnectionTarget whole(Function<SecretReference, String> reader) {
    return late.map(secrets -> secrets.with(reader).withConnector(connectorName)).orElse(this);
  }

  /** The references of secrets that are kept elsewhere, for people; empty where there is none. */
  public String lateNames() {
    return late.stream()
        .flatMap(secrets -> secrets.references().stream())
        .map(SecretReference::text)
        .collect(Collectors.joining(", "));
  }

  /** Host and port as people write them, IPv6 addresses in brackets. */
  public String server() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The database to connect to first. */
  public String databaseOrDefault() {
    return database.orElse("postgres");
  }
}

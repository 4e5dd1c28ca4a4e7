package io.gazetteer.connection;

import io.gazetteer.connection.secret.SecretReference;
import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A server to connect to, and how to sign in.
 *
 * @param port 1 to 65535
 * @param database the configured database; empty = {@code postgres}
 * @param connectorName the kind of server, for example {@code postgres}
 * @param parameters further parameters of the driver and the server
 * @param secretReferences secrets that are references, missing in the other components until {@link
 *     #whole}; empty = none
 */
public record ConnectionTarget(
    String host,
    int port,
    Optional<String> database,
    SignIn signIn,
    Tls tls,
    String connectorName,
    Optional<SecretReferences> secretReferences,
    DriverParameters parameters) {

  /** The secrets of a target that are references, read right before each connection. */
  public interface SecretReferences {

    /** Never empty. */
    List<SecretReference> references();

    /**
     * Returns the target with its secrets. Never store, log or send it.
     *
     * @param reader returns the secret that a reference names
     */
    ConnectionTarget with(Function<SecretReference, String> reader);
  }

  public static final String POSTGRES = "postgres";

  /** A PostgreSQL server. */
  public ConnectionTarget(
      String host, int port, Optional<String> database, SignIn signIn, Tls tls) {
    this(host, port, database, signIn, tls, POSTGRES, Optional.empty(), DriverParameters.NONE);
  }

  /** A PostgreSQL server, with TLS mode {@code prefer}. */
  public ConnectionTarget(String host, int port, Optional<String> database, SignIn signIn) {
    this(host, port, database, signIn, Tls.of(TlsMode.PREFER));
  }

  public ConnectionTarget withConnector(String name) {
    return new ConnectionTarget(
        host, port, database, signIn, tls, name, secretReferences, parameters);
  }

  public ConnectionTarget withParameters(DriverParameters others) {
    return new ConnectionTarget(
        host, port, database, signIn, tls, connectorName, secretReferences, others);
  }

  public ConnectionTarget withReferences(SecretReferences secrets) {
    return new ConnectionTarget(
        host, port, database, signIn, tls, connectorName, Optional.of(secrets), parameters);
  }

  /**
   * Returns the target with all its secrets, for one connection. Never store, log or send it.
   *
   * @param reader returns the secret that a reference names
   */
  ConnectionTarget whole(Function<SecretReference, String> reader) {
    return secretReferences
        .map(secrets -> secrets.with(reader).withConnector(connectorName))
        .orElse(this);
  }

  /** Returns the references to secrets, for messages; empty if there is none. */
  public String referenceNames() {
    return secretReferences.stream()
        .flatMap(secrets -> secrets.references().stream())
        .map(SecretReference::text)
        .collect(Collectors.joining(", "));
  }

  /** Returns host and port for messages, IPv6 addresses in brackets. */
  public String server() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}

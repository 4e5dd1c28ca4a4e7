package io.gazetteer.connection;

import io.gazetteer.connection.tls.Tls;
import io.gazetteer.connection.tls.TlsMode;
import java.util.Optional;

/**
 * Where to connect to and as whom.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database the database named by whoever set it up; empty = none named, then {@code
 *     postgres} is connected to
 * @param connectorName what kind of server it is, for example {@code postgres}
 */
public record ConnectionTarget(
    String host,
    int port,
    Optional<String> database,
    SignIn signIn,
    Tls tls,
    String connectorName) {

  /** The connector where none is named. */
  public static final String POSTGRES = "postgres";

  /** A PostgreSQL server. */
  public ConnectionTarget(
      String host, int port, Optional<String> database, SignIn signIn, Tls tls) {
    this(host, port, database, signIn, tls, POSTGRES);
  }

  /** A PostgreSQL server, with TLS where it offers it, unchecked. */
  public ConnectionTarget(String host, int port, Optional<String> database, SignIn signIn) {
    this(host, port, database, signIn, Tls.of(TlsMode.PREFER));
  }

  /** The same place as another kind of server. */
  public ConnectionTarget withConnector(String name) {
    return new ConnectionTarget(host, port, database, signIn, tls, name);
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

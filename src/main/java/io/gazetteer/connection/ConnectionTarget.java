package io.gazetteer.connection;

import java.util.Optional;

/**
 * Where to connect to and as whom.
 *
 * @param host name or address
 * @param port 1 to 65535
 * @param database the database named by whoever set it up; empty = none named, then {@code
 *     postgres} is connected to
 */
public record ConnectionTarget(String host, int port, Optional<String> database, SignIn signIn) {

  /** Host and port as people write them, IPv6 addresses in brackets. */
  public String server() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** The database to connect to first. */
  public String databaseOrDefault() {
    return database.orElse("postgres");
  }
}

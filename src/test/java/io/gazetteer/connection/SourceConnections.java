package io.gazetteer.connection;

import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Connections to servers that are crawled, made as the product makes them, without a container. */
public final class SourceConnections {

  private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

  private SourceConnections() {}

  /** A new one to a server on this machine that asks for no password; the caller closes it. */
  public static Connection open(int port, String database, String user) {
    return open(port, database, user, Map.of());
  }

  /** The same with settings, by their full names. */
  public static Connection open(
      int port, String database, String user, Map<String, String> settings) {
    ConnectionTarget target =
        new ConnectionTarget(
            "localhost", port, Optional.of(database), new SignIn.Basic(user, "trusted"));
    return Connecting.physical(Clock.systemUTC(), settings)
        .connect(target, database, STATEMENT_TIMEOUT);
  }
}

package io.gazetteer.connection;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Connections to servers that are crawled, made as the product makes them, without a container. */
public final class SourceConnections {

  private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(5);

  private SourceConnections() {}

  /** A new one to a server on this machine that asks for no password; the caller closes it. */
  // No container is here to inject anything.
  @SuppressWarnings("UnnecessaryAssignment")
  public static Connection open(int port, String database, String user) {
    PhysicalConnection physical = new PhysicalConnection();
    physical.settings = new Settings();
    physical.network = new NetworkRules(physical.settings);
    ConnectionTarget target =
        new ConnectionTarget(
            "localhost", port, Optional.of(database), new SignIn.Basic(user, "trusted"));
    return physical.connect(target, database, STATEMENT_TIMEOUT);
  }

  private static final class Settings implements SourceSettings {

    @Override
    public Duration connectTimeout() {
      return Duration.ofSeconds(10);
    }

    @Override
    public int maxConnections() {
      return 2;
    }

    @Override
    public Duration connectionWait() {
      return Duration.ofSeconds(10);
    }

    @Override
    public List<String> deniedNetworks() {
      return List.of();
    }
  }
}

package io.gazetteer.boot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Settings of the sample source, if one runs: how the service reaches it. */
@ApplicationScoped
public class SampleSource {

  private static final String PORT = "gazetteer.sample.port";
  private static final String PASSWORD = "gazetteer.sample.password";

  @Inject SampleSettings settings;

  /** How to reach the sample source; empty where none runs. */
  public Optional<Target> running() {
    if (settings.port().isEmpty()) {
      return Optional.empty();
    }
    return settings
        .password()
        .map(
            secret ->
                new Target(
                    "localhost",
                    settings.port().getAsInt(),
                    SampleDatabases.NAMES,
                    SampleDatabases.READER,
                    secret));
  }

  /** Hands the running sample to the service that starts next in this process. */
  static void announce(int port, String password) {
    System.setProperty(PORT, Integer.toString(port));
    System.setProperty(PASSWORD, password);
  }

  /**
   * A PostgreSQL server and the role that crawls it.
   *
   * @param databases the databases to crawl, the main one first
   */
  public record Target(
      String host, int port, List<String> databases, String user, String password) {

    /** Leaves the password out. */
    @Override
    public String toString() {
      return user + "@" + host + ":" + port + "/" + String.join(",", databases);
    }
  }
}

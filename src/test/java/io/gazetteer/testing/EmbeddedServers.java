package io.gazetteer.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;

/**
 * Starts embedded servers on a machine that runs several suites at once: on a port that no client
 * connection is given, with time to start, and again when another process was quicker to listen
 * there.
 */
public final class EmbeddedServers {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ATTEMPTS = 3;

  private EmbeddedServers() {}

  /**
   * Starts what the builder describes; the caller closes it.
   *
   * @throws IOException when no attempt succeeds, with the failures of the earlier attempts as
   *     suppressed exceptions
   */
  public static EmbeddedPostgres start(EmbeddedPostgres.Builder builder) throws IOException {
    IOException first = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return builder.setPort(Ports.free()).setPGStartupWait(PATIENCE).start();
      } catch (IOException failure) {
        if (first == null) {
          first = failure;
        } else {
          first.addSuppressed(failure);
        }
      }
    }
    throw first;
  }
}

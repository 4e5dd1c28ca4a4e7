package io.gazetteer.boot;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Fits the maximum number of client connections to the number of files that the process may open.
 * Otherwise idle connections could use all of them, and the service could not even reach its
 * catalog database.
 */
final class OpenFiles {

  /** The program itself, both ends of its catalog database, sources, spools. */
  static final long OWN = 256;

  private static final long RECOMMENDED = 4_096;
  private static final long MOST_CONNECTIONS = 2_000;
  private static final String MAX_CONNECTIONS = "quarkus.http.limits.max-connections";

  private OpenFiles() {}

  /**
   * Sets the maximum number of connections if none is configured, and warns if it is low.
   *
   * @throws StartRefusedException if the process may not open the files that it needs itself
   */
  static void check(BootConfig config) throws StartRefusedException {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
      long limit = system.getMaxFileDescriptorCount();
      long connections = connections(limit);
      if (limit < RECOMMENDED) {
        Console.say(
            "WARNING: this process may open "
                + limit
                + " files, so that it takes "
                + connections
                + " connections. Raise the limit to "
                + RECOMMENDED
                + " or more (ulimit -n, LimitNOFILE=)");
      }
      if (config.text(MAX_CONNECTIONS).isEmpty()) {
        System.setProperty(MAX_CONNECTIONS, Long.toString(connections));
      }
    }
  }

  /** Returns the number of client connections that leaves enough files for everything else. */
  static long connections(long limit) throws StartRefusedException {
    if (limit < 2 * OWN) {
      throw new StartRefusedException(
          "this process may open only "
              + limit
              + " files and needs "
              + 2 * OWN
              + " at least. Raise the limit (ulimit -n, LimitNOFILE=)");
    }
    return Math.min(MOST_CONNECTIONS, limit - OWN);
  }
}

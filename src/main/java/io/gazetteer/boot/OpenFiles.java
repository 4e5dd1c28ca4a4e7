package io.gazetteer.boot;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Fits the number of client connections to the number of files that the process may open. Whoever
 * opens connections and sends nothing would otherwise use up all of them, and the service could not
 * even reach its catalog database.
 */
final class OpenFiles {

  /** The program itself, both ends of its catalog database, sources, spools. */
  static final long OWN = 256;

  private static final long RECOMMENDED = 4_096;
  private static final long MOST_CONNECTIONS = 2_000;
  private static final String MAX_CONNECTIONS = "quarkus.http.limits.max-connections";

  private OpenFiles() {}

  /**
   * Sets the limit of connections where none is configured, and warns where it is low.
   *
   * @throws StartRefusedException when the process may not even open what it needs itself
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

  /**
   * How many connections of clients leave enough files for everything else.
   *
   * @param limit of open files
   */
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

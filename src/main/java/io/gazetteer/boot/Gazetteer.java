package io.gazetteer.boot;

import io.gazetteer.common.AppException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.sql.SQLException;

/**
 * Where the program begins: brings up the embedded store and the sample source where they are
 * wanted, then the service.
 */
@QuarkusMain
public final class Gazetteer {

  private Gazetteer() {}

  /**
   * Without arguments runs the service until the process is told to stop. Ends with status 1, and
   * one line that says why, when the embedded store cannot be brought up. With arguments does the
   * command that they name.
   */
  public static void main(String[] arguments) {
    // Before anything logs: once Java's own log manager is loaded, Quarkus cannot replace it.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    if (arguments.length > 0) {
      System.exit(CommandStart.run(arguments));
    }
    EmbeddedParts parts = new EmbeddedParts();
    Runtime.getRuntime().addShutdownHook(new Thread(parts::stopAfterService, "stop-embedded"));
    try {
      BootConfig config = BootConfig.read();
      OpenFiles.check(config);
      parts.start(config);
    } catch (StartRefusedException refused) {
      Console.problem(refused.getMessage());
      System.exit(1);
    }
    parts.serviceStarts();
    Quarkus.run(
        null,
        (status, failure) -> {
          parts.serviceStopped();
          if (failure != null) {
            Console.problem(whyNotStarted(failure));
          }
          if (!parts.isStopping()) {
            System.exit(status);
          }
        },
        arguments);
  }

  /**
   * What keeps the service from starting: our own words where there are some, else those of the
   * first cause.
   */
  static String whyNotStarted(Throwable failure) {
    Throwable first = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AppException refused) {
        return refused.getMessage();
      }
      if (cause instanceof SQLException store) {
        return "the catalog database (quarkus.datasource.jdbc.url) cannot be used: "
            + store.getMessage();
      }
      first = cause;
    }
    String where = first.getStackTrace().length == 0 ? "" : " (" + first.getStackTrace()[0] + ")";
    return "the service did not start: " + first.getMessage() + where;
  }
}

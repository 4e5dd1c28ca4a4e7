package io.gazetteer.boot;

import io.gazetteer.common.AppException;
import io.gazetteer.common.store.EarlierSchema;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.sql.SQLException;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Entry point of the program: starts the embedded catalog database and the sample source if they
 * are configured, then the service.
 */
@QuarkusMain
public final class Gazetteer {

  private Gazetteer() {}

  /**
   * Without arguments, runs the service until the process is stopped; exits with status 1 and one
   * line of explanation if the embedded catalog database cannot start. With arguments, runs that
   * command.
   */
  public static void main(String[] arguments) {
    // Before anything logs: once Java's own log manager is loaded, Quarkus cannot replace it.
    System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
    if (arguments.length > 0) {
      System.exit(CommandStart.run(arguments));
    }
    EmbeddedServers parts = new EmbeddedServers();
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
          // Dev mode ends the service at each reload; its process and the embedded servers go on.
          if (!parts.isStopping() && LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(status);
          }
        },
        arguments);
  }

  /**
   * Explains why the service did not start: by our own message if there is one, else by that of the
   * first cause.
   */
  static String whyNotStarted(Throwable failure) {
    Throwable first = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AppException refused) {
        return refused.getMessage();
      }
      if (cause instanceof FlywayValidateException) {
        // A migration that was applied differs from ours: nothing is released, so the baseline
        // changes.
        return EarlierSchema.rejected().getMessage();
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

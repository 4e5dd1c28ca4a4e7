package io.gazetteer.cli;

import io.gazetteer.common.AppException;
import io.gazetteer.common.ErrorCode;
import io.gazetteer.crawl.CrawlError;
import io.gazetteer.crawl.offline.OfflineError;
import io.gazetteer.objectstore.ObjectStoreError;
import io.gazetteer.publish.PublicationError;

/** Errors of commands. */
enum CommandError implements ErrorCode {
  /**
   * Options, arguments or the environment are invalid; the message lists every error.
   *
   * <p>Correct them; {@code --help} shows what is possible.
   */
  COMMAND_INVALID(ExitCode.USAGE),
  /**
   * The service does not respond, or something else responds at its address.
   *
   * <p>Check {@code --service} and whether the service is running.
   */
  SERVICE_UNREACHABLE(ExitCode.SERVICE),
  /**
   * The service answered with an error.
   *
   * <p>Follow the service's message, which is printed.
   */
  SERVICE_REFUSED(ExitCode.SERVICE),
  /**
   * Files do not match their manifest.
   *
   * <p>Download or extract them again.
   */
  FILES_DIFFER(ExitCode.STORE),
  /**
   * The output is closed, or its disk is full.
   *
   * <p>Free disk space, or keep the reading program open.
   */
  OUTPUT_CLOSED(ExitCode.STORE);

  static final String OUTPUT_CLOSED_IN_WORDS =
      "What takes the results takes no more: its disk is full, or it has ended";

  private final int exitCode;

  CommandError(int exitCode) {
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  /** Returns the exit code for an error, if nothing more is known about the task. */
  static int exitCodeOf(AppException fault) {
    ErrorCode code = fault.code();
    if (code == CrawlError.FILTER_UNREADABLE) {
      return ExitCode.USAGE;
    }
    if (code instanceof CommandError error) {
      return error.exitCode;
    }
    return code instanceof ObjectStoreError
            || code instanceof PublicationError
            || code instanceof OfflineError
        ? ExitCode.STORE
        : ExitCode.SOURCE;
  }
}

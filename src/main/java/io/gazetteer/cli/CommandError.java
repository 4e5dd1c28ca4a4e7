package io.gazetteer.cli;

import io.gazetteer.common.ErrorCode;

/** Errors of the command line itself. */
enum CommandError implements ErrorCode {
  /** Options, arguments or the environment are invalid; every invalid one is listed. */
  COMMAND_INVALID(ExitCode.USAGE),
  /** The service does not answer, or something else does. */
  SERVICE_UNREACHABLE(ExitCode.SERVICE),
  /** The service answered with an error. */
  SERVICE_REFUSED(ExitCode.SERVICE),
  /** Files that were fetched or are to be sent differ from their manifest. */
  FILES_DIFFER(ExitCode.STORE),
  /** Results are printed to somebody who is gone, or onto a full disk. */
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

  @Override
  public int status() {
    return 400;
  }
}

package io.gazetteer.cli;

import io.gazetteer.common.ErrorCode;

/** How a command can fail for reasons of its own. */
enum CommandError implements ErrorCode {
  /** Options, arguments or the environment are not what they have to be; all faults are listed. */
  COMMAND_INVALID(ExitCode.USAGE),
  /** The service does not answer, or not as one. */
  SERVICE_UNREACHABLE(ExitCode.SERVICE),
  /** The service answered with an error. */
  SERVICE_REFUSED(ExitCode.SERVICE),
  /** What was fetched or is to be sent is not what its manifest says. */
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

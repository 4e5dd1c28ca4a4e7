package io.gazetteer.cli;

/** Exit codes of the program; documented in docs/command-line.md and never renumbered. */
final class ExitCode {

  /** Everything was done. */
  static final int COMPLETE = 0;

  static final int INTERNAL = 1;

  /** The command is invalid, and nothing was done. */
  static final int USAGE = 2;

  /** Done, with parts missing that could not be read. */
  static final int DEGRADED = 3;

  /** Done for some databases; others failed. */
  static final int PARTIAL = 4;

  /** The server could not be reached, signed in to or read. Nothing was written. */
  static final int SOURCE = 5;

  /** The folder, disk or object store failed. No manifest was written. */
  static final int STORE = 6;

  /** The service could not be reached, or rejected the request. */
  static final int SERVICE = 7;

  /** The requested run failed or was cancelled. */
  static final int RUN_FAILED = 8;

  private ExitCode() {}
}

package io.gazetteer.cli;

import picocli.CommandLine.Option;

/** How much of its progress a command reports. */
final class ProgressOptions {

  @Option(
      names = {"-q", "--quiet"},
      description = "Print only warnings and errors.")
  private boolean quiet;

  boolean quiet() {
    return quiet;
  }

  /**
   * Returns what reports the progress of one task.
   *
   * @param unit what is counted, in the plural
   */
  ProgressLine line(CommandEnvironment environment, Stop stop, String unit) {
    return new ProgressLine(environment, stop, quiet, unit, System::nanoTime);
  }
}

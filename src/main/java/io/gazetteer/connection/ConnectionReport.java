package io.gazetteer.connection;

import java.util.List;
import java.util.Optional;

/**
 * What a test of a connection found.
 *
 * @param ok true when no step failed; warnings do not count
 * @param steps in the order in which they were tried
 */
public record ConnectionReport(boolean ok, List<Step> steps) {

  /** The words of the first failed step; empty when all is well. */
  public Optional<String> failure() {
    return steps.stream()
        .filter(step -> step.state() == StepState.FAILED)
        .map(step -> step.name() + ": " + step.message())
        .findFirst();
  }

  /** How a step went. */
  public enum StepState {
    OK,
    WARNING,
    FAILED,
    NOT_TRIED
  }

  /**
   * One step.
   *
   * @param message what was found, in words
   * @param remedy what to do about it, often a statement to run; empty when nothing has to be done
   * @param millis how long it took
   */
  public record Step(
      String name, StepState state, String message, Optional<String> remedy, long millis) {}
}

package io.gazetteer.workflow.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * The outcome of one due time of a schedule.
 *
 * @param runName STARTED: the run; SKIPPED: the run that had not ended; empty for MISSED
 */
public record DueTime(
    String workflowName, Instant dueAt, Outcome outcome, Optional<String> runName) {

  /** What happened at a due time. */
  public enum Outcome {
    /** A run was requested. */
    STARTED,
    /** An earlier run of the workflow had not ended. */
    SKIPPED,
    /** The service was not running; one run at a later due time made up for it. */
    MISSED
  }
}

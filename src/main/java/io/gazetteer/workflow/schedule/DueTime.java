package io.gazetteer.workflow.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of a time at which a schedule was due.
 *
 * @param runName STARTED: the run; SKIPPED: the run that had not ended; empty for MISSED
 */
public record DueTime(
    String workflowName, Instant dueAt, Outcome outcome, Optional<String> runName) {

  public enum Outcome {
    /** A run was asked for. */
    STARTED,
    /** An earlier run of the workflow had not ended. */
    SKIPPED,
    /** The service was not there, and a later due time was made up for instead. */
    MISSED
  }
}

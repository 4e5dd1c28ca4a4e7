package io.gazetteer.publish;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The publication of what a run read.
 *
 * @param runId the run that read
 * @param run its name
 * @param byRun the run that publishes it: the same, or one that repeats it
 * @param repeatable whether it can be published again
 * @param files how many files were written beside the manifest; 0 before
 * @param bytes their size as stored
 * @param errorCode public error code if FAILED
 * @param errorMessage what failed and what to do if FAILED
 * @param at when the state last changed
 */
public record Publication(
    @JsonIgnore long runId,
    String run,
    String workflow,
    @JsonIgnore String connectorName,
    String store,
    @JsonIgnore Keep keep,
    State state,
    String byRun,
    boolean repeatable,
    long files,
    long rows,
    long bytes,
    Optional<String> errorCode,
    Optional<String> errorMessage,
    Instant at) {

  @Schema(name = "PublicationState")
  public enum State {
    /** In progress, or interrupted. */
    PENDING,
    /** Can be read. */
    PUBLISHED,
    /** Cannot be read; can be published again as long as the spool exists. */
    FAILED,
    /** Being deleted, because there are newer ones. */
    REMOVING,
    /** Deleted. */
    REMOVED
  }

  /**
   * How much is kept in the store.
   *
   * @param runs number of published runs of the workflow
   * @param days maximum age, except for the newest; 0 = no limit
   */
  @Embeddable
  public record Keep(int runs, int days) {}

  RunFolder folder() {
    return RunFolder.of(connectorName, workflow, run);
  }
}

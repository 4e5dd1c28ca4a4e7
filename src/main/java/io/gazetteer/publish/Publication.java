package io.gazetteer.publish;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What became of publishing what a run read.
 *
 * @param runId the run that read
 * @param run its name
 * @param store name of the object store
 * @param byRun the run that publishes it: the same, or one that was asked to try again
 * @param repeatable whether it can be asked for again
 * @param files how many files were written beside the manifest; 0 before
 * @param rows lines in them
 * @param bytes their size as stored
 * @param errorCode public code of the fault, when FAILED
 * @param errorMessage the fault in words and what to do, when FAILED
 * @param at when the state changed last
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

  /** Where it stands. */
  @Schema(name = "PublicationState")
  public enum State {
    /** It goes on, or was interrupted. */
    PENDING,
    /** It can be read. */
    PUBLISHED,
    /** Nothing can be read; it can be published again as long as what was read is kept. */
    FAILED,
    /** Being deleted, as newer ones are there. */
    REMOVING,
    /** Deleted. */
    REMOVED
  }

  /**
   * What is to stay in the store.
   *
   * @param runs the newest so many published runs of the workflow
   * @param days older ones go save the newest; 0 = none by age
   */
  @Embeddable
  public record Keep(int runs, int days) {}

  /** Where its files lie in the store. */
  RunFolder folder() {
    return RunFolder.of(connectorName, workflow, run);
  }
}

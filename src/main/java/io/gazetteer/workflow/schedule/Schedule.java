package io.gazetteer.workflow.schedule;

import io.gazetteer.identity.Caller;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule of a workflow. A workflow can have several: the one in its annotations, and those
 * added through the app API.
 *
 * @param runKind kind of the runs that it requests, for example {@code crawl}
 * @param setBy on whose behalf runs are requested
 * @param nextAt next due time; in the past if it is due now
 * @param lastAt due time of the latest run that it started; empty if there is none
 * @param lastRunName name of that run
 */
public record Schedule(
    Id id,
    CronRule rule,
    String runKind,
    Instant setAt,
    Caller setBy,
    Instant nextAt,
    Optional<Instant> lastAt,
    Optional<String> lastRunName) {

  /** Suffix that makes the wire name of a schedule from the name of its workflow. */
  public static final String NAME_SUFFIX = "-" + Id.IN_ANNOTATIONS;

  /**
   * Identifies a schedule.
   *
   * @param triggerId {@code cron}, {@code cron-2} and so on
   */
  @Embeddable
  public record Id(String workflowName, String triggerId) {

    private static final String IN_ANNOTATIONS = "cron";

    /** Returns the id of the schedule in the annotations of a workflow. */
    static Id inAnnotations(String workflowName) {
      return new Id(workflowName, IN_ANNOTATIONS);
    }

    /** Returns the id of another schedule; number 1 is the one in the annotations. */
    static Id further(String workflowName, int number) {
      return new Id(workflowName, IN_ANNOTATIONS + "-" + number);
    }
  }

  /** Returns the name of its workflow. */
  public String workflowName() {
    return id.workflowName();
  }

  /** Returns whether it is the one in the annotations of its workflow. */
  public boolean isInAnnotations() {
    return id.equals(Id.inAnnotations(id.workflowName()));
  }

  /** Returns its name on the wire. */
  public String name() {
    return id.workflowName() + "-" + id.triggerId();
  }
}

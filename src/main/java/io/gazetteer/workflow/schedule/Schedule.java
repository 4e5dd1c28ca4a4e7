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
 * @param lastAt due time of the last run that it started; empty = none yet
 * @param lastRunName that run
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

  /** What the wire form appends to the name of a workflow to name its schedule. */
  public static final String NAME_SUFFIX = "-" + Id.IN_ANNOTATIONS;

  /**
   * Which schedule of which workflow.
   *
   * @param triggerId {@code cron}, {@code cron-2} and so on
   */
  @Embeddable
  public record Id(String workflowName, String triggerId) {

    private static final String IN_ANNOTATIONS = "cron";

    static Id inAnnotations(String workflowName) {
      return new Id(workflowName, IN_ANNOTATIONS);
    }

    /** A further schedule; the one in the annotations is number 1. */
    static Id further(String workflowName, int number) {
      return new Id(workflowName, IN_ANNOTATIONS + "-" + number);
    }
  }

  public String workflowName() {
    return id.workflowName();
  }

  public boolean isInAnnotations() {
    return id.equals(Id.inAnnotations(id.workflowName()));
  }

  /** Its own name on the wire. */
  public String name() {
    return id.workflowName() + "-" + id.triggerId();
  }
}

package io.gazetteer.workflow.schedule;

import io.gazetteer.identity.Caller;
import java.time.Instant;
import java.util.Optional;

/**
 * When a workflow runs by itself.
 *
 * @param runKind kind of the runs that it asks for, for example {@code crawl}
 * @param setBy in whose name runs are asked for
 * @param nextAt when it is due next; in the past when it is due now
 * @param lastAt due time of the last run that it started; empty = none yet
 * @param lastRunName that run
 */
public record Schedule(
    String workflowName,
    CronRule rule,
    String runKind,
    Instant setAt,
    Caller setBy,
    Instant nextAt,
    Optional<Instant> lastAt,
    Optional<String> lastRunName) {

  /** What the wire form appends to the name of a workflow to name its schedule. */
  public static final String NAME_SUFFIX = "-cron";

  /** Its own name on the wire. */
  public String name() {
    return workflowName + NAME_SUFFIX;
  }
}

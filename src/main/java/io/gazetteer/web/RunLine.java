package io.gazetteer.web;

import io.gazetteer.run.Run;
import java.time.Duration;
import java.time.Instant;

/**
 * A run in one row of a table.
 *
 * @param when when it ended; while it goes on, when it was asked for
 * @param took how long it took; empty while it goes on
 * @param message what went wrong or is missing; empty when nothing is
 * @param preview whether it only reports what a run would do
 */
public record RunLine(
    String name,
    Badge badge,
    boolean active,
    Counts counts,
    Moment when,
    String took,
    String requestedBy,
    String message,
    boolean preview) {

  public record Counts(long created, long changed, long archived, long unchanged) {

    /** True where nothing was created, changed or archived, and something was seen. */
    public boolean nothingNew() {
      return created + changed + archived == 0 && unchanged > 0;
    }
  }

  static RunLine of(Run run, Instant now) {
    return new RunLine(
        run.name(),
        Badge.of(run),
        !run.state().isFinal(),
        new Counts(run.created(), run.changed(), run.archived(), run.unchanged()),
        Moment.of(run.finishedAt().orElse(run.createdAt()), now),
        took(run),
        run.requestedBy(),
        run.message().orElse(""),
        run.options().preview());
  }

  private static String took(Run run) {
    return run.startedAt()
        .flatMap(start -> run.finishedAt().map(end -> Amounts.span(Duration.between(start, end))))
        .orElse("");
  }
}

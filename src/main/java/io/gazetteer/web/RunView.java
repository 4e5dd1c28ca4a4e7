package io.gazetteer.web;

import io.gazetteer.publish.PublishHandler;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunScope;
import io.gazetteer.run.RunState;
import io.gazetteer.run.ScopeState;
import java.time.Instant;
import java.util.List;

/**
 * A run as its page shows it.
 *
 * @param outcome what it came to, in a sentence; while it goes on, what it does
 * @param stoppable whether it can still be asked to end
 * @param changes the first of what it did to assets; empty while it goes on
 * @param moreChanges whether there are more than these
 * @param published what it published; null where it was not to publish
 */
public record RunView(
    RunLine line,
    String workflow,
    String outcome,
    Progress progress,
    List<ScopeLine> scopes,
    boolean stoppable,
    List<ChangeView> changes,
    boolean moreChanges,
    PublishedView published) {

  /**
   * How far something is.
   *
   * @param known 0 when it is not known how much there is
   */
  public record Progress(long done, long known, int percent, String text) {

    static Progress of(long done, long known) {
      int percent = known == 0 ? 0 : (int) Math.min(100, done * 100 / known);
      String text =
          known == 0
              ? Amounts.count(done, "object")
              : Amounts.grouped(done) + " of " + Amounts.count(known, "object");
      return new Progress(done, known, percent, text);
    }

    /** True where a bar can be drawn. */
    public boolean measured() {
      return known > 0;
    }
  }

  public record ScopeLine(
      String name,
      Badge badge,
      Progress progress,
      RunLine.Counts counts,
      boolean read,
      List<String> warnings,
      String fault) {

    static ScopeLine of(RunScope scope) {
      return new ScopeLine(
          scope.name(),
          Badge.of(scope.state()),
          Progress.of(scope.doneObjects(), scope.knownObjects()),
          new RunLine.Counts(scope.created(), scope.changed(), scope.archived(), scope.unchanged()),
          scope.state() == ScopeState.COMPLETE || scope.state() == ScopeState.DEGRADED,
          scope.warnings(),
          scope.errorMessage().orElse(""));
    }
  }

  static RunView of(Run run, List<RunScope> scopes, List<ChangeView> changes, Instant now) {
    RunLine line = RunLine.of(run, now);
    long all = run.created() + run.changed() + run.archived();
    return new RunView(
        line,
        run.workflowName(),
        outcome(run, line, scopes.size()),
        Progress.of(run.doneObjects(), run.knownObjects()),
        scopes.stream().map(ScopeLine::of).toList(),
        line.active() && run.cancelRequestedAt().isEmpty(),
        changes,
        all > changes.size() && !changes.isEmpty(),
        null);
  }

  RunView with(PublishedView newPublished) {
    return new RunView(
        line, workflow, outcome, progress, scopes, stoppable, changes, moreChanges, newPublished);
  }

  private static String outcome(Run run, RunLine line, int scopes) {
    if (run.kind().equals(PublishHandler.KIND) && run.state() == RunState.SUCCEEDED) {
      return "Published what an earlier run read. Nothing was read again.";
    }
    return switch (run.state()) {
      case PENDING -> "Waits for its turn.";
      case RUNNING -> running(run, scopes);
      case CANCELLED -> "Stopped before its end. Databases read completely by then are up to date.";
      case FAILED -> "Failed. What could not be read keeps its last known state.";
      case SUCCEEDED -> succeeded(run, line);
    };
  }

  private static String running(Run run, int scopes) {
    if (run.cancelRequestedAt().isPresent()) {
      return "Stops as soon as it can.";
    }
    return scopes == 0
        ? "Finds out what there is to read."
        : "Reads " + Amounts.count(scopes, "database") + ".";
  }

  private static String succeeded(Run run, RunLine line) {
    String part =
        (line.preview() ? "A preview: this is what a run would do, nothing was done. " : "")
            + (run.degraded() ? "Read only in part. " : "");
    if (line.counts().nothingNew()) {
      return part + "Nothing changed, " + Amounts.count(run.unchanged(), "asset") + " as before.";
    }
    return part
        + "%s created, %s changed, %s archived, %s unchanged."
            .formatted(
                Amounts.grouped(run.created()),
                Amounts.grouped(run.changed()),
                Amounts.grouped(run.archived()),
                Amounts.grouped(run.unchanged()));
  }

  /** What the page says aloud: the state, and each quarter of the way, but not every number. */
  public String announcement() {
    if (line.active() && line.badge().tone().equals("busy") && progress.measured()) {
      return line.badge().word() + ", " + progress.percent() / 25 * 25 + " percent";
    }
    return line.active() ? line.badge().word() : line.badge().word() + ". " + outcome;
  }
}

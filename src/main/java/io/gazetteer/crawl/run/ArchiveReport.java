package io.gazetteer.crawl.run;

import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.RunContext;
import java.util.List;
import java.util.Locale;

/** Describes which archiving waits for approval, or in a preview what would be archived. */
record ArchiveReport(MergeRules rules, MergeCounts.Held held) {

  private static final int PERCENT = 100;

  /** Logs the assets, and in a preview their numbers. */
  void log(RunContext context, String what) {
    String verb = rules.dryRun() ? "Would archive " : "Not archived: ";
    held.examples().forEach(asset -> context.log(LogLevel.INFO, verb + asset));
    if (!rules.dryRun()) {
      return;
    }
    if (held.staying() > 0) {
      context.log(
          LogLevel.INFO,
          "%s: the filters exclude %d assets, which are kept; with archive-filtered-out they would be archived"
              .formatted(what, held.staying()));
    }
    if (held.candidates() > 0) {
      context.log(held.tooMuch() ? LogLevel.WARN : LogLevel.INFO, what + ": " + share());
    }
  }

  private String share() {
    String percent =
        String.format(Locale.ROOT, "%.1f", (double) held.candidates() * PERCENT / held.active());
    return "%s would be archived, %s %% of the connection's %d assets. The limit is %d %% in one run over all databases: %s"
        .formatted(
            counted(),
            percent,
            held.active(),
            rules.archiveLimitPercent(),
            held.tooMuch()
                ? "a run would archive nothing until a person approves it"
                : "this alone is below it");
  }

  private String counted() {
    return "%d assets (%d no longer at the source, %d excluded by the filters)"
        .formatted(held.candidates(), held.candidates() - held.filteredOut(), held.filteredOut());
  }

  /** Why the scope is degraded; empty if no archiving waits for approval. */
  List<String> warnings() {
    if (held.candidates() == 0 || rules.dryRun()) {
      return List.of();
    }
    return List.of(
        ("%s would be archived, of the connection's %d: more than the %d %% that need no approval"
                + " (gazetteer.crawl.archive-limit-percent). Nothing was archived. If this is right,"
                + " approve it and run again")
            .formatted(counted(), held.active(), rules.archiveLimitPercent()));
  }
}

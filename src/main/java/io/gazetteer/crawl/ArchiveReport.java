package io.gazetteer.crawl;

import io.gazetteer.asset.MergeCounts;
import io.gazetteer.asset.MergeRules;
import io.gazetteer.run.LogLevel;
import io.gazetteer.run.RunContext;
import java.util.List;
import java.util.Locale;

/** Tells in words what was held back from archiving, or on a dry run what would be archived. */
final class ArchiveReport {

  private static final int PERCENT = 100;

  private final MergeRules rules;
  private final MergeCounts.Held held;

  ArchiveReport(MergeRules rules, MergeCounts.Held held) {
    this.rules = rules;
    this.held = held;
  }

  /** Writes the assets, and on a dry run the numbers, into the run's log. */
  void tell(RunContext context, String what) {
    String verb = rules.dryRun() ? "Would archive " : "Held back ";
    held.examples().forEach(asset -> context.log(LogLevel.INFO, verb + asset));
    if (!rules.dryRun()) {
      return;
    }
    if (held.staying() > 0) {
      context.log(
          LogLevel.INFO,
          "%s: %d assets are left out by the filters and stay; with archive-filtered-out they would be archived"
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
                ? "a run would archive nothing until somebody approves it"
                : "by itself this is within it");
  }

  private String counted() {
    return "%d assets (%d gone at the source, %d left out by the filters)"
        .formatted(held.candidates(), held.candidates() - held.filteredOut(), held.filteredOut());
  }

  /** Why the scope counts as read in part; empty where nothing was held back. */
  List<String> warnings() {
    if (held.candidates() == 0 || rules.dryRun()) {
      return List.of();
    }
    return List.of(
        ("%s were to be archived, of the connection's %d: more than the %d %% that are archived without asking"
                + " (gazetteer.crawl.archive-limit-percent). Nothing was archived. If it is right, approve it and run again")
            .formatted(counted(), held.active(), rules.archiveLimitPercent()));
  }
}

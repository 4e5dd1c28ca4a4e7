package io.gazetteer.run;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Outcome of a run, derived from its scopes.
 *
 * @param message what failed or is missing, by scope; empty if nothing is
 */
record RunSummary(RunState state, boolean degraded, Optional<String> message) {

  static RunSummary of(List<RunScope> scopes) {
    List<RunScope> failed = withState(scopes, ScopeState.FAILED);
    List<RunScope> partial = withState(scopes, ScopeState.DEGRADED);
    if (!failed.isEmpty()) {
      String reasons =
          failed.stream()
              .map(scope -> scope.name() + ": " + scope.errorMessage().orElse(""))
              .collect(Collectors.joining("; "));
      String message = failed.size() + " of " + count(scopes.size(), "scope") + " failed. ";
      return new RunSummary(
          RunState.FAILED, true, Optional.of(RunLogRepository.cut(message + reasons)));
    }
    if (!partial.isEmpty()) {
      String names = partial.stream().map(RunSummary::told).collect(Collectors.joining("; "));
      return new RunSummary(
          RunState.SUCCEEDED,
          true,
          Optional.of(RunLogRepository.cut("Read only in part: " + names)));
    }
    return new RunSummary(RunState.SUCCEEDED, false, Optional.empty());
  }

  /** Adds warnings that belong to no scope. */
  RunSummary with(List<String> warnings) {
    if (warnings.isEmpty()) {
      return this;
    }
    String all =
        Stream.concat(message.stream(), warnings.stream()).collect(Collectors.joining(". "));
    return new RunSummary(state, true, Optional.of(RunLogRepository.cut(all)));
  }

  private static List<RunScope> withState(List<RunScope> scopes, ScopeState state) {
    return scopes.stream().filter(scope -> scope.state() == state).toList();
  }

  /** Returns the first warning and the number of warnings. */
  private static String told(RunScope scope) {
    int warnings = scope.warnings().size();
    return "%s (%s: %s)"
        .formatted(
            scope.name(),
            count(warnings, "warning") + (warnings > 1 ? ", the first" : ""),
            scope.warnings().stream().findFirst().orElse(""));
  }

  /** Returns the log line of a completed scope. */
  static String ended(RunScope scope, ScopeOutcome outcome, Duration time) {
    return String.format(
        Locale.ROOT,
        "Scope %s %s in %s: %d created, %d changed, %d archived, %d unchanged",
        scope.name(),
        outcome.warnings().isEmpty() ? "read completely" : "read in part",
        seconds(time),
        outcome.created(),
        outcome.changed(),
        outcome.archived(),
        outcome.unchanged());
  }

  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}

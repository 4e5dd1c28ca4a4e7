package io.gazetteer.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * Outcome of a scope.
 *
 * @param created number of new assets
 * @param changed number of assets whose content changed
 * @param archived number of assets that no longer exist at the source
 * @param unchanged number of unchanged assets
 * @param warnings what is missing, so that the scope is degraded; empty if it was read completely
 * @param notices shown with the warnings without making the scope degraded
 */
public record ScopeOutcome(
    long created,
    long changed,
    long archived,
    long unchanged,
    List<String> warnings,
    List<String> notices) {

  public ScopeOutcome {
    warnings = List.copyOf(warnings);
    notices = List.copyOf(notices);
  }

  public ScopeOutcome(
      long created, long changed, long archived, long unchanged, List<String> warnings) {
    this(created, changed, archived, unchanged, warnings, List.of());
  }

  /** Returns the warnings, then the notices. */
  List<String> messages() {
    return Stream.concat(warnings.stream(), notices.stream()).toList();
  }
}

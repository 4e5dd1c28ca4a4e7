package io.gazetteer.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a scope came to.
 *
 * @param created assets that were not there before
 * @param changed assets whose content differs from before
 * @param archived assets that vanished at the source
 * @param unchanged assets read and found as they were
 * @param warnings why the scope counts as read only in part; empty when it was read completely
 * @param notices shown with the warnings, but do not make the scope degraded
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

  /** Without notices. */
  public ScopeOutcome(
      long created, long changed, long archived, long unchanged, List<String> warnings) {
    this(created, changed, archived, unchanged, warnings, List.of());
  }

  /** The warnings, then the notices. */
  List<String> messages() {
    return Stream.concat(warnings.stream(), notices.stream()).toList();
  }
}

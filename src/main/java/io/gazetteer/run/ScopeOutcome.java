package io.gazetteer.run;

import java.util.List;

/**
 * What a scope came to.
 *
 * @param created assets that were not there before
 * @param changed assets whose content differs from before
 * @param archived assets that vanished at the source
 * @param unchanged assets read and found as they were
 * @param warnings why the scope counts as read only in part; empty when it was read completely
 */
public record ScopeOutcome(
    long created, long changed, long archived, long unchanged, List<String> warnings) {

  public ScopeOutcome {
    warnings = List.copyOf(warnings);
  }
}

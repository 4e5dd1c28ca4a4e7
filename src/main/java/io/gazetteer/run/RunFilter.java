package io.gazetteer.run;

import java.util.Optional;
import java.util.Set;

/**
 * Filters a list of runs.
 *
 * @param workflowName only runs of this workflow; empty for all
 * @param states only runs in one of these states
 */
public record RunFilter(Optional<String> workflowName, Set<RunState> states) {

  public RunFilter {
    states = Set.copyOf(states);
  }
}

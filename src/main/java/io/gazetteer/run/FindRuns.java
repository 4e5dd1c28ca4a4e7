package io.gazetteer.run;

import io.gazetteer.common.page.PageRequest;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads runs and their scopes, for whoever may READ_RUN. */
@ApplicationScoped
public class FindRuns {

  @Inject Access access;
  @Inject RunStore runs;
  @Inject ScopeStore scopes;

  /** The run of a name; empty when there is none. */
  public Optional<Run> byName(String name) {
    access.check(Action.READ_RUN);
    return runs.byName(name);
  }

  /** The newest runs of a workflow, newest first; empty when it has none. */
  public List<Run> ofWorkflow(String workflowName, int limit) {
    access.check(Action.READ_RUN);
    return runs.ofWorkflow(workflowName, limit);
  }

  /** The newest run of each workflow, by workflow name; those without runs are left out. */
  public Map<String, Run> latestOf(Collection<String> workflowNames) {
    access.check(Action.READ_RUN);
    return runs.latestOf(List.copyOf(workflowNames)).stream()
        .collect(Collectors.toMap(Run::workflowName, Function.identity(), (first, again) -> first));
  }

  /** One run more than the page holds, where there are as many. */
  public List<Run> page(RunFilter filter, PageRequest page) {
    access.check(Action.READ_RUN);
    return runs.page(filter, page);
  }

  /** The scopes of a run in the order of work; empty before it is planned. */
  public List<RunScope> scopesOf(long runId) {
    access.check(Action.READ_RUN);
    return scopes.of(runId);
  }
}

package io.gazetteer.run;

import io.gazetteer.common.AppException;
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

/** Reads runs and their scopes. Callers need the permission READ_RUN. */
@ApplicationScoped
public class FindRuns {

  @Inject Access access;
  @Inject RunRepository runs;
  @Inject ScopeRepository scopes;

  public Optional<Run> byName(String name) {
    access.check(Action.READ_RUN);
    return runs.byName(name);
  }

  /**
   * Returns the run of that name.
   *
   * @throws AppException RUN_NOT_FOUND
   */
  public Run require(String name) {
    return byName(name)
        .orElseThrow(
            () -> new AppException(RunError.RUN_NOT_FOUND, "There is no run named " + name));
  }

  /** Returns the newest runs of a workflow, newest first. */
  public List<Run> ofWorkflow(String workflowName, int limit) {
    access.check(Action.READ_RUN);
    return runs.ofWorkflow(workflowName, limit);
  }

  /**
   * Returns the newest run of each workflow by workflow name; workflows without runs are absent.
   */
  public Map<String, Run> latestOf(Collection<String> workflowNames) {
    access.check(Action.READ_RUN);
    return runs.latestOf(List.copyOf(workflowNames)).stream()
        .collect(Collectors.toMap(Run::workflowName, Function.identity(), (first, again) -> first));
  }

  /**
   * Returns a page of runs, and one more if there is one, which shows that another page follows.
   */
  public List<Run> page(RunFilter filter, PageRequest page) {
    access.check(Action.READ_RUN);
    return runs.page(filter, page);
  }

  /** Returns the scopes of a run in the order of work; none before it is planned. */
  public List<RunScope> scopesOf(long runId) {
    access.check(Action.READ_RUN);
    return scopes.of(runId);
  }
}

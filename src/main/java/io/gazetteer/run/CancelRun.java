package io.gazetteer.run;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/** Ends a run: at once where it waits, as soon as its handler notices where it goes on. */
@ApplicationScoped
public class CancelRun {

  @Inject Access access;
  @Inject RunStore runs;
  @Inject RunLogStore logs;
  @Inject RunEngine engine;

  /**
   * Ends a run. Asking again for a run that was asked to end, or has ended so, changes nothing.
   *
   * @param runOrWorkflowName a run; or a workflow, for its run that goes on or else comes next
   * @return the run as it stands now: CANCELLED where it waited, still RUNNING where it has to
   *     notice first
   * @throws AppException RUN_NOT_FOUND where nothing has that name, RUN_ALREADY_FINISHED where the
   *     run ended by itself before
   */
  @Transactional
  public Run cancel(String runOrWorkflowName) {
    Caller caller = access.check(Action.CANCEL_RUN);
    Run run = find(runOrWorkflowName);
    if (runs.cancelPending(run.id(), caller.username())) {
      logs.append(run.id(), LogLevel.WARN, "Stopped by " + caller.username() + " while it waited");
    } else if (runs.requestCancel(run.id(), caller.username())) {
      logs.append(run.id(), LogLevel.WARN, "Stop asked for by " + caller.username());
      engine.wake(run.id());
    }
    Run now = runs.byName(run.name()).orElseThrow();
    if (now.state() == RunState.SUCCEEDED || now.state() == RunState.FAILED) {
      throw new AppException(
          RunError.RUN_ALREADY_FINISHED,
          "Run " + now.name() + " has ended already (" + now.state().phase() + ")");
    }
    return now;
  }

  private Run find(String name) {
    return runs.byName(name)
        .or(() -> runs.currentOf(name))
        .or(() -> first(runs.ofWorkflow(name, 1)))
        .orElseThrow(
            () ->
                new AppException(
                    RunError.RUN_NOT_FOUND, "There is no run or workflow with runs named " + name));
  }

  private static Optional<Run> first(List<Run> found) {
    return found.stream().findFirst();
  }
}

package io.gazetteer.run;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Cancels a run: a queued one at once, a running one as soon as its handler notices. */
@ApplicationScoped
public class CancelRun {

  @Inject Access access;
  @Inject RunRepository runs;
  @Inject RunLogRepository logs;
  @Inject RunEngine engine;

  /**
   * Cancels a run. Cancelling a run again changes nothing.
   *
   * @param runOrWorkflowName a run; or a workflow, for its running or else its next run
   * @return the run as it is now: CANCELLED if it was queued, still RUNNING if its handler must
   *     notice first
   * @throws AppException RUN_NOT_FOUND if nothing has that name, RUN_ALREADY_FINISHED if the run
   *     succeeded or failed before
   */
  @Transactional
  public Run cancel(String runOrWorkflowName) {
    Caller caller = access.check(Action.CANCEL_RUN);
    Run run = find(runOrWorkflowName);
    if (runs.cancelPending(run.id(), caller.username())) {
      logs.append(run.id(), LogLevel.WARN, "Stopped by " + caller.username() + " while it waited");
    } else if (runs.requestCancel(run.id(), caller.username())) {
      logs.append(run.id(), LogLevel.WARN, "Stop requested by " + caller.username());
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
        .or(() -> runs.ofWorkflow(name, 1).stream().findFirst())
        .orElseThrow(
            () ->
                new AppException(
                    RunError.RUN_NOT_FOUND, "There is no run or workflow with runs named " + name));
  }
}

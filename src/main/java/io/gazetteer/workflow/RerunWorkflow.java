package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.RequestRun;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunOptions;
import io.gazetteer.run.RunRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Runs a stored workflow again. */
@ApplicationScoped
public class RerunWorkflow {

  @Inject Access access;
  @Inject WorkflowRepository workflows;
  @Inject RequestRun requestRun;

  /**
   * Queues a run. Not idempotent: each call queues another one.
   *
   * @throws AppException WORKFLOW_NOT_FOUND if no workflow in use has the name
   */
  @Transactional
  public Run rerun(String name, RunOptions options) {
    Caller caller = access.check(Action.RUN_WORKFLOW);
    Workflow workflow = workflows.inUse(name).orElseThrow(() -> FindWorkflows.notFound(name));
    return requestRun.request(new RunRequest(name, workflow.runKind(), options, caller));
  }
}

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

/** Previews what a run of a workflow would create, change and archive. */
@ApplicationScoped
public class PreviewWorkflow {

  @Inject Access access;
  @Inject WorkflowRepository workflows;
  @Inject RequestRun requestRun;

  /**
   * Queues a preview. Its counts say what a run would do; its log names what would be archived.
   *
   * @throws AppException WORKFLOW_NOT_FOUND if no workflow in use has the name
   */
  @Transactional
  public Run preview(String name) {
    Caller caller = access.check(Action.RUN_WORKFLOW);
    if (workflows.inUse(name).isEmpty()) {
      throw FindWorkflows.notFound(name);
    }
    return requestRun.request(new RunRequest(name, Workflow.CRAWL, RunOptions.PREVIEW, caller));
  }
}

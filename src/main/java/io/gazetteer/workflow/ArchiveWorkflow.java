package io.gazetteer.workflow;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.workflow.schedule.KeepSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Takes a workflow out of use. */
@ApplicationScoped
public class ArchiveWorkflow {

  @Inject Access access;
  @Inject WorkflowStore workflows;
  @Inject KeepSchedule keepSchedule;

  /**
   * Takes a workflow out of use: it is not found any more, its schedule is gone and its name stays
   * taken. What it crawled stays, and a run under way goes on.
   *
   * @throws io.gazetteer.common.AppException WORKFLOW_NOT_FOUND, also the second time
   */
  @Transactional
  public void archive(String name) {
    access.check(Action.WRITE_WORKFLOW);
    if (!workflows.archive(name)) {
      throw FindWorkflows.notFound(name);
    }
    keepSchedule.removeAll(name);
  }
}

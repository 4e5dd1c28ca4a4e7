package io.gazetteer.workflow;

import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.workflow.schedule.KeepSchedule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Archives workflows. */
@ApplicationScoped
public class ArchiveWorkflow {

  @Inject Access access;
  @Inject WorkflowRepository workflows;
  @Inject KeepSchedule keepSchedule;

  /**
   * Archives a workflow. It is no longer found, its schedules are removed, and its name stays
   * taken. Its assets are kept, and a running run continues.
   *
   * @throws io.gazetteer.common.AppException WORKFLOW_NOT_FOUND, also if it is archived already
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

package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.FindUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Changes the owner of a workflow. */
@ApplicationScoped
public class ChangeWorkflowOwner {

  @Inject Access access;
  @Inject FindUser findUser;
  @Inject WorkflowRepository workflows;

  /**
   * Changes the owner.
   *
   * @param username of the new owner, ignoring case
   * @throws AppException WORKFLOW_INVALID if the name is blank or no user has it;
   *     WORKFLOW_NOT_FOUND
   */
  @Transactional
  public Workflow change(String name, String username) {
    access.check(Action.WRITE_WORKFLOW);
    if (username.isBlank()) {
      throw new AppException(WorkflowError.WORKFLOW_INVALID, "username: must be given");
    }
    String owner =
        findUser
            .named(username)
            .orElseThrow(
                () ->
                    new AppException(
                        WorkflowError.WORKFLOW_INVALID,
                        "username: there is no user named " + username));
    if (!workflows.changeOwner(name, owner)) {
      throw FindWorkflows.notFound(name);
    }
    return workflows.inUse(name).orElseThrow();
  }
}

package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.FindUser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Gives a workflow to another user. */
@ApplicationScoped
public class ChangeWorkflowOwner {

  @Inject Access access;
  @Inject FindUser findUser;
  @Inject WorkflowRepository workflows;

  /**
   * Names another user as the owner.
   *
   * @param username whatever the case of its letters
   * @throws AppException WORKFLOW_INVALID when no user is named, or one that nobody is;
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

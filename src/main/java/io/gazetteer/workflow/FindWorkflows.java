package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Finds workflows in use. Does not check access, so that background work can use it too. */
@ApplicationScoped
public class FindWorkflows {

  @Inject WorkflowRepository workflows;

  /** Returns the workflow in use with that name; empty if there is none. */
  public Optional<Workflow> byName(String name) {
    return workflows.inUse(name);
  }

  /**
   * Returns the workflow in use with that name.
   *
   * @throws AppException WORKFLOW_NOT_FOUND
   */
  public Workflow require(String name) {
    return byName(name).orElseThrow(() -> notFound(name));
  }

  /** Returns whether a workflow of that name was archived; its name stays taken. */
  public boolean isArchived(String name) {
    return workflows
        .find(name)
        .filter(found -> found.workflow().archivedAt().isPresent())
        .isPresent();
  }

  /** Returns all workflows in use, newest first. */
  public List<Workflow> all() {
    return workflows.all();
  }

  /** Returns the error for a name that no workflow in use has. */
  public static AppException notFound(String name) {
    return new AppException(WorkflowError.WORKFLOW_NOT_FOUND, "There is no workflow named " + name);
  }
}

package io.gazetteer.workflow;

import io.gazetteer.common.AppException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Reads workflows in use. It checks no access, so that work behind the scenes may ask too. */
@ApplicationScoped
public class FindWorkflows {

  @Inject WorkflowRepository workflows;

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

  /** True where a workflow of that name was taken out of use; its name stays taken. */
  public boolean isArchived(String name) {
    return workflows
        .find(name)
        .map(WorkflowRepository.Stored::workflow)
        .filter(workflow -> workflow.archivedAt().isPresent())
        .isPresent();
  }

  /** All workflows, newest first. */
  public List<Workflow> all() {
    return workflows.all();
  }

  /** The error for a name that no workflow in use has. */
  public static AppException notFound(String name) {
    return new AppException(WorkflowError.WORKFLOW_NOT_FOUND, "There is no workflow named " + name);
  }
}

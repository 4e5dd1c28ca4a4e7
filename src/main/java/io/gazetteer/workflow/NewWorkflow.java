package io.gazetteer.workflow;

/**
 * A workflow to be created.
 *
 * @param request text that only a repeat of the same request has. May contain secrets; only its
 *     keyed hash is stored
 */
public record NewWorkflow(WorkflowContent content, String request) {
  @Override
  public String toString() {
    return "NewWorkflow[name=" + content.name() + "]";
  }
}

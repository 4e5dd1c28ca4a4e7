package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.RequestRun;
import io.gazetteer.run.Run;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Runs a stored workflow again. */
@ApplicationScoped
public class Rerun {

  /** The kind of run that a workflow asks for. */
  static final String KIND = "crawl";

  @Inject Access access;
  @Inject WorkflowStore workflows;
  @Inject RequestRun requestRun;

  /**
   * Queues a run. Each call is another run.
   *
   * @param body {@code namespace}, {@code resourceKind} and {@code resourceName}, the last being
   *     the workflow's name
   * @throws AppException WORKFLOW_INVALID when the body names none, WORKFLOW_NOT_FOUND when no
   *     workflow in use has the name
   */
  @Transactional
  public Run rerun(JsonNode body) {
    Caller caller = access.check(Action.RUN_WORKFLOW);
    String name = body == null ? "" : body.path("resourceName").asText("");
    if (name.isBlank()) {
      throw new AppException(
          WorkflowError.WORKFLOW_INVALID, "resourceName: must be the name of a workflow");
    }
    if (workflows.inUse(name).isEmpty()) {
      throw FindWorkflows.notFound(name);
    }
    return requestRun.request(name, KIND, caller);
  }
}

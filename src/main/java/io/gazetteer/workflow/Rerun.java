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

  /** The kind of run that reads everything, also what seems to be unchanged. */
  public static final String FULL_KIND = "full-crawl";

  @Inject Access access;
  @Inject WorkflowStore workflows;
  @Inject RequestRun requestRun;

  /**
   * Queues a run. Each call is another run.
   *
   * @param body {@code namespace}, {@code resourceKind} and {@code resourceName}, the last being
   *     the workflow's name; {@code submitOptions.parameters} may hold {@code full-read=true},
   *     which makes the run read everything, also what seems to be unchanged
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
    Workflow workflow = workflows.inUse(name).orElseThrow(() -> FindWorkflows.notFound(name));
    return requestRun.request(name, kind(workflow, body), caller);
  }

  private static String kind(Workflow workflow, JsonNode body) {
    String kind = DeleteConnectionPackage.kindOf(workflow.templateName());
    if (!kind.equals(KIND)) {
      return kind;
    }
    for (JsonNode parameter : body.at("/submitOptions/parameters")) {
      String[] parts = parameter.asText("").split("=", 2);
      if (parts[0].equals(Workflow.FULL_READ)) {
        kind = fullRead(parts) ? FULL_KIND : KIND;
      }
    }
    return kind;
  }

  private static boolean fullRead(String[] parts) {
    if (parts.length == 2 && parts[1].matches("true|false")) {
      return parts[1].equals("true");
    }
    throw new AppException(
        WorkflowError.WORKFLOW_INVALID,
        "submitOptions.parameters.full-read: must be true or false");
  }
}

package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.AppException;
import io.gazetteer.run.RunOptions;
import io.gazetteer.workflow.WorkflowError;

/**
 * The SDKs' request to run a workflow again: {@code namespace}, {@code resourceKind} and {@code
 * resourceName}, the last being the workflow's name. {@code submitOptions.parameters} may hold
 * {@code full-read=true}.
 */
record RerunBody(String workflow, RunOptions options) {

  private static final String FULL_READ = "full-read";

  /**
   * Reads a request.
   *
   * @param body null where there is none
   * @throws AppException WORKFLOW_INVALID naming what is missing or wrong
   */
  static RerunBody read(JsonNode body) {
    String name = body == null ? "" : body.path("resourceName").asText("");
    if (name.isBlank()) {
      throw new AppException(
          WorkflowError.WORKFLOW_INVALID, "resourceName: must be the name of a workflow");
    }
    RunOptions options = RunOptions.NONE;
    for (JsonNode parameter : body.at("/submitOptions/parameters")) {
      String[] parts = parameter.asText("").split("=", 2);
      if (parts[0].equals(FULL_READ)) {
        options = isTrue(parts) ? RunOptions.FULL_READ : RunOptions.NONE;
      }
    }
    return new RerunBody(name, options);
  }

  private static boolean isTrue(String[] parts) {
    if (parts.length == 2 && parts[1].matches("true|false")) {
      return parts[1].equals("true");
    }
    throw new AppException(
        WorkflowError.WORKFLOW_INVALID,
        "submitOptions.parameters.full-read: must be true or false");
  }
}

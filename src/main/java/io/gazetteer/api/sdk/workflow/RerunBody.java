package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
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
   * Reads a request. A malformed one is rejected before any workflow is looked up: it must be
   * corrected whether or not the workflow exists.
   *
   * @param body null where there is none
   * @throws AppException WORKFLOW_INVALID with every error
   */
  static RerunBody read(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    String name = body == null ? null : body.path("resourceName").textValue();
    if (name == null || name.isBlank()) {
      errors.add("resourceName", "must be the name of a workflow");
    }
    RunOptions options = body == null ? RunOptions.NONE : options(body, errors);
    errors.throwIfAny(WorkflowError.WORKFLOW_INVALID);
    return new RerunBody(name, options);
  }

  private static RunOptions options(JsonNode body, FieldErrors errors) {
    RunOptions options = RunOptions.NONE;
    JsonNode parameters = body.at("/submitOptions/parameters");
    if (!parameters.isArray() && !parameters.isMissingNode() && !parameters.isNull()) {
      errors.add("submitOptions.parameters", "must be a list of texts");
    }
    for (int i = 0; i < parameters.size(); i++) {
      String path = "submitOptions.parameters[" + i + "]";
      String[] parts = JsonText.text(parameters.path(i), path, errors).split("=", 2);
      if (parts[0].equals(FULL_READ)) {
        String value = parts.length == 2 ? parts[1] : "";
        if (!value.matches("true|false")) {
          errors.add("submitOptions.parameters.full-read", "must be true or false");
        }
        options = value.equals("true") ? RunOptions.FULL_READ : RunOptions.NONE;
      }
    }
    return options;
  }
}

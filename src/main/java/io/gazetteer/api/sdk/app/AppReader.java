package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.api.sdk.workflow.PackageParts;
import io.gazetteer.api.sdk.workflow.PackageReader;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.NewWorkflow;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowPatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Reads requests to create and to change apps, and finds everything wrong with them. */
@ApplicationScoped
class AppReader {

  @Inject FindWorkflows findWorkflows;
  @Inject PackageReader packages;

  /**
   * A workflow to be created.
   *
   * @param run whether to start a run at once
   */
  record Submission(NewWorkflow workflow, boolean run) {
    String slug() {
      return workflow.content().name();
    }
  }

  /**
   * Reads a request to create an app.
   *
   * @throws AppException APP_NOT_SUPPORTED; APP_INVALID or WORKFLOW_INVALID with every error
   */
  Submission created(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    AppRequest request = AppRequest.read(body, errors);
    PackageParts parts = AppDefinition.of(request, freeSlug(request.name()));
    return new Submission(
        new NewWorkflow(
            packages.read(parts, Optional.empty(), errors, AppError.APP_INVALID),
            JsonText.canonical(parts.document().root()) + JsonText.canonical(parts.credential())),
        request.run());
  }

  /** The first that no archived workflow has: a name is free again once its workflow is deleted. */
  private String freeSlug(String name) {
    int generation = 1;
    while (findWorkflows.isArchived(AppDefinition.slug(name, generation))) {
      generation++;
    }
    return AppDefinition.slug(name, generation);
  }

  /**
   * Reads inputs that replace those of a stored workflow. Name and schedule stay; so does the
   * credential unless the inputs contain another one.
   *
   * @throws AppException APP_INVALID or WORKFLOW_INVALID with every error
   */
  WorkflowPatch patch(Workflow stored, JsonNode body) {
    FieldErrors errors = new FieldErrors();
    PackageParts parts = AppDefinition.of(stored, AppRequest.changed(body, errors));
    return new WorkflowPatch(
        packages.read(parts, stored.credentialGuid(), errors, AppError.APP_INVALID));
  }
}

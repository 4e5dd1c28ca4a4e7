package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.api.sdk.workflow.PackageParts;
import io.gazetteer.api.sdk.workflow.PackageReader;
import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.NewWorkflow;
import io.gazetteer.workflow.SubmitWorkflow;
import io.gazetteer.workflow.UpdateWorkflow;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowError;
import io.gazetteer.workflow.WorkflowPatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Makes, changes, finds and runs workflows that are asked for as apps. */
@ApplicationScoped
public class AppWorkflows {

  @Inject Access access;
  @Inject FindWorkflows findWorkflows;
  @Inject PackageReader reader;
  @Inject SubmitWorkflow submitWorkflow;
  @Inject UpdateWorkflow updateWorkflow;
  @Inject FindRuns findRuns;

  /**
   * What a request to make a workflow came to.
   *
   * @param isNew false where another request made a workflow of that name before
   * @param run the run that was asked for; empty when none was
   */
  public record Made(Workflow workflow, boolean isNew, Optional<Run> run) {}

  /**
   * Makes a workflow. A repeat of the same request changes nothing and gets the same answer.
   *
   * @throws AppException APP_NOT_SUPPORTED; APP_INVALID or WORKFLOW_INVALID with every error
   */
  public Made create(JsonNode body) {
    access.check(Action.WRITE_WORKFLOW);
    AppRequest request = AppRequest.read(body);
    String slug = freeSlug(request.name());
    PackageParts parts = AppDefinition.of(request, slug);
    NewWorkflow wanted =
        new NewWorkflow(
            reader.read(parts, Optional.empty()),
            JsonText.canonical(parts.document().root()) + JsonText.canonical(parts.credential()));
    try {
      Workflow workflow = submitWorkflow.submit(wanted, request.run());
      Optional<Run> run =
          request.run() ? findRuns.ofWorkflow(slug, 1).stream().findFirst() : Optional.empty();
      return new Made(workflow, true, run);
    } catch (AppException fault) {
      if (fault.code() != WorkflowError.WORKFLOW_EXISTS) {
        throw fault;
      }
      return new Made(find(slug), false, Optional.empty());
    }
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
   * Replaces the inputs. Name and schedule stay; so does the credential where none is brought.
   *
   * @throws AppException WORKFLOW_NOT_FOUND; APP_INVALID or WORKFLOW_INVALID with every error
   */
  public Workflow update(String slug, JsonNode body) {
    access.check(Action.WRITE_WORKFLOW);
    ObjectNode inputs = AppRequest.inputs(body);
    Workflow stored = find(slug);
    return updateWorkflow.update(
        new WorkflowPatch(reader.read(AppDefinition.of(stored, inputs), stored.credentialGuid())));
  }

  /**
   * A crawler in use, whether it was created as an app or as a package.
   *
   * @throws AppException WORKFLOW_NOT_FOUND
   */
  public Workflow find(String slug) {
    access.check(Action.READ_WORKFLOW);
    return findWorkflows
        .byName(slug)
        .filter(workflow -> workflow.templateName().equals(AppDefinition.TEMPLATE))
        .orElseThrow(() -> FindWorkflows.notFound(slug));
  }

  /** Apps in use, newest first; only those of a name where one is given. Packages are no apps. */
  public List<Workflow> list(Optional<String> name) {
    access.check(Action.READ_WORKFLOW);
    return findWorkflows.all().stream()
        .filter(AppDefinition::isApp)
        .filter(workflow -> name.isEmpty() || AppDefinition.name(workflow).equals(name.get()))
        .toList();
  }
}

package io.gazetteer.workflow;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.gazetteer.common.page.Listing;
import io.gazetteer.common.page.Page;
import io.gazetteer.common.page.PageQuery;
import io.gazetteer.common.page.PageRequest;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Workflows in our own API. */
@Path("/api/v1/workflows")
@Produces(MediaType.APPLICATION_JSON)
public class WorkflowResource {

  private static final Listing<Workflow> WORKFLOWS =
      new Listing<>(
          Map.of(
              "createdAt",
              workflow -> Listing.sortable(workflow.createdAt()),
              "name",
              Workflow::name),
          Workflow::name);

  @Inject Access access;
  @Inject FindWorkflows findWorkflows;
  @Inject FindRuns findRuns;
  @Inject PreviewWorkflow previewWorkflow;
  @Inject ClientDocuments documents;

  /** Lists workflows, each with its latest run. */
  @GET
  public Page<WorkflowView> list(
      @BeanParam PageQuery query, @QueryParam("connection") String connectionQualifiedName) {
    access.check(Action.READ_WORKFLOW);
    Optional<String> connection = query.text("connection", connectionQualifiedName);
    PageRequest request =
        query.read(Listing.POSITION_SIZE, "-createdAt", "createdAt", "name", "-name");
    List<Workflow> found =
        findWorkflows.all().stream()
            .filter(
                each ->
                    connection.isEmpty() || connection.get().equals(each.connectionQualifiedName()))
            .toList();
    Page<Workflow> page = WORKFLOWS.page(found, request);
    Map<String, Run> latest = findRuns.latestOf(page.items().stream().map(Workflow::name).toList());
    return page.map(
        workflow -> WorkflowView.of(workflow, Optional.ofNullable(latest.get(workflow.name()))));
  }

  @GET
  @Path("/{name}")
  public WorkflowDetail get(@PathParam("name") String name) {
    access.check(Action.READ_WORKFLOW);
    Workflow workflow = findWorkflows.require(name);
    Run run = findRuns.latestOf(List.of(name)).get(name);
    return new WorkflowDetail(
        WorkflowView.of(workflow, Optional.ofNullable(run)), documents.answer(workflow));
  }

  /** Starts a preview: a run that reports what a crawl would do. */
  @POST
  @Path("/{name}/preview")
  public Run preview(@PathParam("name") String name) {
    return previewWorkflow.preview(name);
  }

  /** A workflow with its definition in the SDKs' form. */
  public record WorkflowDetail(
      WorkflowView workflow, @JsonRawValue @Schema(ref = "WorkflowDefinition") String definition) {}

  /**
   * A workflow in a list.
   *
   * @param lastRun its latest run; null if it has none
   */
  public record WorkflowView(
      String name,
      UUID uid,
      String connectionQualifiedName,
      Optional<UUID> credentialGuid,
      ExtractionMethod extractionMethod,
      CrawlFilter filter,
      Instant createdAt,
      String createdBy,
      Instant updatedAt,
      Optional<Run> lastRun) {

    static WorkflowView of(Workflow workflow, Optional<Run> lastRun) {
      return new WorkflowView(
          workflow.name(),
          workflow.uid(),
          workflow.connectionQualifiedName(),
          workflow.credentialGuid(),
          workflow.extractionMethod(),
          workflow.filter(),
          workflow.createdAt(),
          workflow.createdBy(),
          workflow.updatedAt(),
          lastRun);
    }
  }
}

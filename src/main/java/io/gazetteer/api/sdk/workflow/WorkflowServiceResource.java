package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.api.sdk.run.RunWire;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.search.dsl.RequestParser;
import io.gazetteer.workflow.ArchiveWorkflow;
import io.gazetteer.workflow.ChangeWorkflowOwner;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.RerunWorkflow;
import io.gazetteer.workflow.SearchWorkflows;
import io.gazetteer.workflow.SubmitWorkflow;
import io.gazetteer.workflow.UpdateWorkflow;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowError;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/**
 * Workflows in the form that the SDKs speak; {@link WorkflowPaths} leads their other addresses
 * here.
 */
@Path("/api/service/workflows")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WorkflowServiceResource {

  @Inject PackageReader reader;
  @Inject ObjectMapper json;
  @Inject FindWorkflows findWorkflows;
  @Inject SubmitWorkflow submitWorkflow;
  @Inject UpdateWorkflow updateWorkflow;
  @Inject ArchiveWorkflow archiveWorkflow;
  @Inject ChangeWorkflowOwner changeOwner;
  @Inject RerunWorkflow rerunWorkflow;
  @Inject SearchWorkflows searchWorkflows;

  @POST
  public ObjectNode create(
      @QueryParam("submit") @DefaultValue("false") String submit, JsonNode body) {
    return WorkflowWire.answer(
        submitWorkflow.submit(reader.created(body), submit.equalsIgnoreCase("true")));
  }

  @POST
  @Path("/submit")
  public RunWire rerun(JsonNode body) {
    return run(RerunBody.read(body));
  }

  @POST
  @Path("/triggerAsOwner")
  public RunWire triggerAsOwner(JsonNode body) {
    return run(RerunBody.read(body));
  }

  private RunWire run(RerunBody wanted) {
    return RunWire.of(rerunWorkflow.rerun(wanted.workflow(), wanted.options()));
  }

  @POST
  @Path("/indexsearch")
  public ObjectNode search(JsonNode body) {
    JsonNode sent = body == null ? json.createObjectNode() : body;
    return WorkflowSearchAnswer.of(searchWorkflows.search(RequestParser.parse(sent)), json);
  }

  @POST
  @Path("/{name}")
  public ObjectNode update(@PathParam("name") String name, JsonNode body) {
    Workflow stored = findWorkflows.require(name);
    return WorkflowWire.answer(updateWorkflow.update(reader.patch(stored, body)));
  }

  @POST
  @Path("/{name}/archive")
  @Consumes(MediaType.WILDCARD)
  public Map<String, String> archive(@PathParam("name") String name) {
    archiveWorkflow.archive(name);
    return Map.of();
  }

  @POST
  @Path("/{name}/changeownership")
  @Consumes(MediaType.WILDCARD)
  public ObjectNode changeOwnership(
      @PathParam("name") String name, @QueryParam("username") String username, JsonNode body) {
    FieldErrors errors = new FieldErrors();
    String inBody = body == null ? "" : JsonText.text(body.path("username"), "username", errors);
    errors.throwIfAny(WorkflowError.WORKFLOW_INVALID);
    String owner = inBody.isBlank() && username != null ? username : inBody;
    return WorkflowWire.answer(changeOwner.change(name, owner));
  }
}

package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.api.app.ServiceReader.Signer;
import io.gazetteer.api.app.ServiceView.AuthAnswer;
import io.gazetteer.api.app.ServiceView.MetadataAnswer;
import io.gazetteer.api.app.ServiceView.StartAnswer;
import io.gazetteer.api.app.ServiceView.StatusAnswer;
import io.gazetteer.api.app.ServiceView.StopAnswer;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.credential.ExamineSource;
import io.gazetteer.connection.preflight.ConnectionReport;
import io.gazetteer.connection.preflight.DatabaseTree;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.CancelRun;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunError;
import io.gazetteer.run.RunOptions;
import io.gazetteer.source.Selection;
import io.gazetteer.source.SourceError;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.RerunWorkflow;
import io.gazetteer.workflow.ServiceError;
import io.gazetteer.workflow.SubmitWorkflow;
import io.gazetteer.workflow.UpdateWorkflow;
import io.gazetteer.workflow.Workflow;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What the connector application's clients ask for, in its form. */
@Path("/workflows/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ServiceResource {

  @Inject Access access;
  @Inject ServiceReader reader;
  @Inject WorkflowStates states;
  @Inject FindWorkflows findWorkflows;
  @Inject SubmitWorkflow submitWorkflow;
  @Inject UpdateWorkflow updateWorkflow;
  @Inject RerunWorkflow rerunWorkflow;
  @Inject ExamineSource examine;
  @Inject FindRuns findRuns;
  @Inject CancelRun cancelRun;
  @Inject Clock clock;

  /** Tries a credential; 401 where the source does not take it, 400 where it is not reached. */
  @POST
  @Path("/auth")
  @APIResponse(
      responseCode = "200",
      description = "OK",
      content = @Content(schema = @Schema(implementation = AuthAnswer.class)))
  @APIResponse(
      responseCode = "401",
      description = "The server rejects the credential, or the API token is missing or invalid",
      content = @Content(schema = @Schema(implementation = AuthAnswer.class)))
  public Response auth(JsonNode body) {
    FieldErrors errors = new FieldErrors();
    Signer signer = reader.signer(ServiceReader.present(body), errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    AuthAnswer answer = AuthAnswer.of(tested(signer, Selection.ALL));
    return Response.status(answer.httpStatus()).entity(answer).build();
  }

  /**
   * Lists databases or schemas. {@code type} is {@code all} (schemas of the database that the
   * credential names, or else of all), {@code database}, or {@code schema} with {@code database}.
   */
  @POST
  @Path("/metadata")
  public MetadataAnswer metadata(JsonNode body) {
    JsonNode sent = ServiceReader.present(body);
    FieldErrors errors = new FieldErrors();
    String type = sent.hasNonNull("type") ? JsonText.text(sent.get("type"), "type", errors) : "all";
    String database = JsonText.text(sent.path("database"), "database", errors);
    if (!List.of("all", "database", "schema").contains(type)) {
      errors.add("type", "must be all, database or schema");
    } else if (type.equals("schema") && database.isBlank()) {
      errors.add("database", "must be given with type schema");
    }
    Signer signer = signer(sent, errors);
    return switch (type) {
      case "all" -> MetadataAnswer.ofSchemas(listed(signer, Optional.empty()));
      case "database" -> MetadataAnswer.ofDatabases(listed(signer, Optional.of(name -> false)));
      default -> MetadataAnswer.ofSchemas(of(database, signer));
    };
  }

  /** Reads the credential of a request in which something else may be wrong too. */
  private Signer signer(JsonNode sent, FieldErrors ofRequest) {
    FieldErrors ofCredential = new FieldErrors();
    Signer signer = reader.signer(sent, ofCredential);
    if (ofRequest.isEmpty()) {
      ofCredential.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    }
    ofRequest.addFurther(ofCredential);
    ofRequest.throwIfAny(ServiceError.SERVICE_REQUEST_INVALID);
    return signer;
  }

  private List<DatabaseTree> of(String database, Signer signer) {
    List<DatabaseTree> found =
        listed(signer, Optional.of(database::equals)).stream()
            .filter(tree -> tree.name().equals(database))
            .toList();
    if (found.isEmpty()) {
      throw new AppException(
          SourceError.SOURCE_DATABASE_NOT_FOUND, "The server has no database " + database);
    }
    return found;
  }

  @POST
  @Path("/check")
  public CheckAnswer check(JsonNode body) {
    JsonNode sent = ServiceReader.present(body);
    FieldErrors errors = new FieldErrors();
    CrawlFilter filter = reader.filter(sent, errors);
    Signer signer = signer(sent, errors);
    return CheckAnswer.of(tested(signer, filter.selection()));
  }

  /**
   * Makes a workflow and runs it; or runs the one that {@code workflow_id} names, with whatever
   * else the body holds put in place of what is stored. A repeat of the same request without {@code
   * workflow_id} starts nothing and gets the same answer.
   */
  @POST
  @Path("/start")
  public StartAnswer start(JsonNode body) {
    JsonNode sent = ServiceReader.present(body);
    // Before the update, so that who may not run changes nothing.
    Caller caller = access.check(Action.RUN_WORKFLOW);
    String id = sent.path("workflow_id").textValue();
    if (id != null && !id.isBlank()) {
      access.check(Action.WRITE_WORKFLOW);
      Workflow stored = findWorkflows.require(id);
      states.patch(stored, sent, caller).ifPresent(updateWorkflow::update);
      return StartAnswer.of(rerunWorkflow.rerun(id, RunOptions.NONE));
    }
    WorkflowStates.Submission wanted = states.created(sent, caller);
    Workflow made = submitWorkflow.submitUnderFreeName(wanted.name(), wanted.named());
    return StartAnswer.of(findRuns.ofWorkflow(made.name(), 1).get(0));
  }

  @GET
  @Path("/status/{workflow}/{run}")
  public StatusAnswer status(
      @PathParam("workflow") String workflow, @PathParam("run") String runId) {
    Optional<Run> latest = findRuns.ofWorkflow(workflow, 1).stream().findFirst();
    return StatusAnswer.of(workflow, runId, run(workflow, runId), latest, clock.instant());
  }

  @POST
  @Path("/stop/{workflow}/{run}")
  @Consumes(MediaType.WILDCARD)
  public StopAnswer stop(@PathParam("workflow") String workflow, @PathParam("run") String runId) {
    Run run =
        run(workflow, runId)
            .orElseThrow(
                () ->
                    new AppException(
                        RunError.RUN_NOT_FOUND,
                        "Workflow " + workflow + " has no run named " + runId));
    cancelRun.cancel(run.name());
    return new StopAnswer(true, "Workflow stop requested");
  }

  private Optional<Run> run(String workflow, String runId) {
    return findRuns.byName(runId).filter(run -> run.workflowName().equals(workflow));
  }

  private ConnectionReport tested(Signer signer, Selection selection) {
    return signer
        .sent()
        .map(sent -> examine.test(sent, selection))
        .orElseGet(() -> examine.test(signer.stored().orElseThrow(), selection));
  }

  private List<DatabaseTree> listed(Signer signer, Optional<Predicate<String>> inside) {
    return signer
        .sent()
        .map(sent -> examine.list(sent, Selection.ALL, inside))
        .orElseGet(() -> examine.list(signer.stored().orElseThrow(), Selection.ALL, inside));
  }
}

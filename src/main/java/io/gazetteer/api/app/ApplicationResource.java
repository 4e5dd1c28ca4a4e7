package io.gazetteer.api.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.api.sdk.app.InputContract;
import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.objectstore.files.ReceiveFile;
import io.gazetteer.run.AwaitRun;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunError;
import io.gazetteer.run.RunState;
import io.gazetteer.workflow.ServiceError;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** What the application's frontend asks for besides runs: forms, inputs, results, files. */
@Path("/workflows/v1")
@Produces(MediaType.APPLICATION_JSON)
public class ApplicationResource {

  private static final int MAX_FRONTEND_INPUTS = 8192;

  @Inject Access access;
  @Inject ConfigMaps configMaps;
  @Inject InputContract contract;
  @Inject FindRuns findRuns;
  @Inject AwaitRun awaitRun;
  @Inject ReceiveFile receiveFile;

  @GET
  @Path("/configmaps")
  public Answer<List<String>> configMaps() {
    access.check(Action.READ_WORKFLOW);
    return new Answer<>(true, "Configuration maps fetched successfully", ConfigMaps.IDS);
  }

  @GET
  @Path("/configmap/{id}")
  public Answer<JsonNode> configMap(@PathParam("id") String id) {
    access.check(Action.READ_WORKFLOW);
    return new Answer<>(true, "Configuration map fetched successfully", configMaps.find(id));
  }

  @GET
  @Path("/input-contract")
  public JsonNode inputContract() {
    access.check(Action.READ_WORKFLOW);
    return contract.schema();
  }

  @GET
  @Path("/manifest")
  public ManifestView manifest(@QueryParam("fe_inputs") @DefaultValue("") String frontendInputs) {
    access.check(Action.READ_WORKFLOW);
    if (frontendInputs.length() > MAX_FRONTEND_INPUTS) {
      throw new AppException(
          ServiceError.INPUTS_TOO_LARGE,
          "fe_inputs: at most " + MAX_FRONTEND_INPUTS + " characters; send them as a body instead");
    }
    return ManifestView.POSTGRES;
  }

  @POST
  @Path("/manifest")
  @Consumes(MediaType.APPLICATION_JSON)
  public ManifestView manifestOf(JsonNode body) {
    access.check(Action.READ_WORKFLOW);
    return ManifestView.POSTGRES;
  }

  @GET
  @Path("/result/{workflow}")
  @Blocking
  public Uni<Answer<Result>> result(
      @PathParam("workflow") String workflow,
      @QueryParam("wait") @DefaultValue("false") boolean wait) {
    Run run =
        findRuns.ofWorkflow(workflow, 1).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new AppException(
                        RunError.RUN_NOT_FOUND, "Workflow " + workflow + " has no run"));
    return (wait ? awaitRun.end(run) : Uni.createFrom().item(run))
        .map(now -> new Answer<>(true, "Workflow result fetched successfully", Result.of(now)));
  }

  @POST
  @Path("/file")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public ReceiveFile.Received file(
      @RestForm("file") FileUpload file,
      @RestForm("filename") String fileName,
      @RestForm("prefix") String prefix,
      @RestForm("contentType") String contentType) {
    if (file == null) {
      throw new AppException(
          ServiceError.SERVICE_REQUEST_INVALID, "file: must be a part of the form");
    }
    return receiveFile.receive(
        new ReceiveFile.Sent(
            prefix == null || prefix.isBlank() ? "workflow_file_upload" : prefix,
            fileName == null || fileName.isBlank() ? file.fileName() : fileName,
            contentType == null || contentType.isBlank() ? file.contentType() : contentType,
            file.uploadedFile()));
  }

  public record Answer<T>(boolean success, String message, T data) {}

  /**
   * What a run came to.
   *
   * @param status running, completed or failed
   * @param result counts of assets by what happened to them; omitted unless it completed
   * @param error why it failed; omitted unless it did
   * @param message omitted unless it still goes on
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "WorkflowResult")
  public record Result(
      String status,
      @JsonProperty("workflow_id") String workflowId,
      @JsonProperty("run_id") String runId,
      Map<String, Long> result,
      String error,
      String message) {

    static Result of(Run run) {
      String workflow = run.workflowName();
      if (!run.state().isFinal()) {
        return new Result("running", workflow, run.name(), null, null, "Workflow is running");
      }
      if (run.state() != RunState.SUCCEEDED) {
        String error = run.message().orElse("The run was stopped");
        return new Result("failed", workflow, run.name(), null, error, null);
      }
      Map<String, Long> counts =
          Map.of(
              "created", run.created(),
              "changed", run.changed(),
              "archived", run.archived(),
              "unchanged", run.unchanged());
      return new Result("completed", workflow, run.name(), counts, null, null);
    }
  }
}

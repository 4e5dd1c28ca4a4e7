package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.api.app.ServiceView.ConfigAnswer;
import io.gazetteer.api.sdk.connection.CredentialView;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.credential.Credential;
import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.FindCredentials;
import io.gazetteer.connection.credential.UpdateCredential;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.ServiceError;
import io.gazetteer.workflow.UpdateWorkflow;
import io.gazetteer.workflow.Workflow;
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
import java.util.Map;
import java.util.UUID;

/** What is stored under an id, by the two types that the application knows. */
@Path("/workflows/v1/config/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ConfigResource {

  private static final String EXTRA = "extra";

  @Inject Access access;
  @Inject ServiceReader reader;
  @Inject WorkflowStates states;
  @Inject FindWorkflows findWorkflows;
  @Inject UpdateWorkflow updateWorkflow;
  @Inject FindCredentials findCredentials;
  @Inject UpdateCredential updateCredential;
  @Inject ObjectMapper json;

  /** What is stored of a workflow or, with {@code type=credentials}, of a credential. */
  @GET
  public ConfigAnswer find(
      @PathParam("id") String id, @QueryParam("type") @DefaultValue("workflows") String type) {
    if (isCredential(type)) {
      return new ConfigAnswer(
          true,
          "Credential configuration fetched successfully",
          json.valueToTree(CredentialView.of(credential(id))));
    }
    access.check(Action.READ_WORKFLOW);
    return new ConfigAnswer(
        true, "Workflow configuration fetched successfully", states.state(workflow(id)));
  }

  /** Puts what is sent in place of what is stored under the same names; the rest stays. */
  @POST
  public ConfigAnswer merge(
      @PathParam("id") String id,
      @QueryParam("type") @DefaultValue("workflows") String type,
      JsonNode body) {
    JsonNode present = ServiceReader.present(body);
    if (!isCredential(type)) {
      Caller caller = access.check(Action.WRITE_WORKFLOW);
      states.patch(workflow(id), present, caller).ifPresent(updateWorkflow::update);
      return new ConfigAnswer(
          true, "Workflow configuration updated successfully", states.state(workflow(id)));
    }
    Credential before = credential(id);
    FieldErrors errors = new FieldErrors();
    ObjectNode sent = reader.credential(present, "", errors);
    ObjectNode merged = json.valueToTree(CredentialView.of(before));
    ObjectNode extra = merged.withObject("/" + EXTRA);
    for (Map.Entry<String, JsonNode> entry : sent.path(EXTRA).properties()) {
      extra.set(entry.getKey(), entry.getValue());
    }
    sent.remove(EXTRA);
    merged.setAll(sent);
    CredentialRequest request =
        CredentialRequest.read(
            CredentialInput.read(JsonText.members(merged, "", errors), "", errors),
            "",
            false,
            errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    Credential after = updateCredential.update(before.guid(), request);
    return new ConfigAnswer(
        true,
        "Credential configuration updated successfully",
        json.valueToTree(CredentialView.of(after)));
  }

  private Workflow workflow(String id) {
    return findWorkflows.require(id);
  }

  private Credential credential(String id) {
    UUID guid =
        ServiceReader.guid(id)
            .orElseThrow(
                () ->
                    new AppException(
                        ConnectionError.CREDENTIAL_NOT_FOUND,
                        "There is no credential with that guid"));
    return findCredentials.byGuid(guid);
  }

  private static boolean isCredential(String type) {
    return switch (type) {
      case "credentials" -> true;
      case "workflows" -> false;
      default ->
          throw new AppException(
              ServiceError.SERVICE_REQUEST_INVALID, "type: must be workflows or credentials");
    };
  }
}

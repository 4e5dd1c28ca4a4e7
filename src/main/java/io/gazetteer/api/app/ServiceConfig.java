package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.CredentialBody;
import io.gazetteer.api.app.ServiceView.ConfigAnswer;
import io.gazetteer.api.sdk.connection.CredentialView;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.credential.Credential;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.FindCredentials;
import io.gazetteer.connection.credential.UpdateCredential;
import io.gazetteer.workflow.ServiceError;
import io.gazetteer.workflow.UpdateWorkflow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;

/** Reads and changes what is stored under an id, by the two types that the application knows. */
@ApplicationScoped
class ServiceConfig {

  private static final String EXTRA = "extra";

  @Inject ServiceReader reader;
  @Inject WorkflowStates workflows;
  @Inject UpdateWorkflow updateWorkflow;
  @Inject FindCredentials findCredentials;
  @Inject UpdateCredential updateCredential;
  @Inject ObjectMapper json;

  /**
   * What is stored, without secrets.
   *
   * @param type {@code workflows} or {@code credentials}
   * @throws AppException WORKFLOW_NOT_FOUND, CREDENTIAL_NOT_FOUND; SERVICE_REQUEST_INVALID for
   *     another type
   */
  ConfigAnswer find(String id, String type) {
    if (isCredential(type)) {
      return new ConfigAnswer(
          true,
          "Credential configuration fetched successfully",
          json.valueToTree(CredentialView.of(credential(id))));
    }
    return new ConfigAnswer(
        true, "Workflow configuration fetched successfully", workflows.state(id));
  }

  /**
   * Puts what is sent in place of what is stored under the same names; the rest stays.
   *
   * @throws AppException as {@link #find}, and for faults of what is sent
   */
  ConfigAnswer merge(String id, String type, JsonNode body) {
    if (!isCredential(type)) {
      workflows.patch(id, body).ifPresent(updateWorkflow::update);
      return new ConfigAnswer(
          true, "Workflow configuration updated successfully", workflows.state(id));
    }
    Credential before = credential(id);
    Faults faults = new Faults();
    ObjectNode sent = reader.credential(body, "", faults);
    faults.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    ObjectNode merged = json.valueToTree(CredentialView.of(before));
    ObjectNode extra = merged.withObject("/" + EXTRA);
    for (Map.Entry<String, JsonNode> entry : sent.path(EXTRA).properties()) {
      extra.set(entry.getKey(), entry.getValue());
    }
    sent.remove(EXTRA);
    merged.setAll(sent);
    CredentialRequest request =
        CredentialRequest.read(CredentialBody.read(merged, "", faults), "", false, faults);
    faults.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    Credential after = updateCredential.update(before.guid(), request);
    return new ConfigAnswer(
        true,
        "Credential configuration updated successfully",
        json.valueToTree(CredentialView.of(after)));
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

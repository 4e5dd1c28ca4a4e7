package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.api.sdk.workflow.PackageParts;
import io.gazetteer.api.sdk.workflow.PackageReader;
import io.gazetteer.common.AppException;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.identity.Caller;
import io.gazetteer.workflow.NewWorkflow;
import io.gazetteer.workflow.ServiceError;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowPatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads and writes workflows in the application's form, which is a state of JSON members. */
@ApplicationScoped
class WorkflowStates {

  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|secret|token|private).*");

  @Inject ServiceReader reader;
  @Inject PackageReader packageReader;
  @Inject ConnectionReader connectionReader;
  @Inject FindConnection findConnection;

  /**
   * A workflow to be created and run.
   *
   * @param name what to name it, unless another workflow has the name
   * @param named makes the workflow for a name; throws SERVICE_REQUEST_INVALID or WORKFLOW_INVALID
   *     with every error of the request
   */
  record Submission(String name, Function<String, NewWorkflow> named) {}

  /** Reads a workflow that is to be created. Errors are thrown once it is made for a name. */
  Submission created(JsonNode body, Caller caller) {
    FieldErrors errors = new FieldErrors();
    ObjectNode state = state(body, errors);
    Optional<ObjectNode> credential = credential(state, errors);
    Optional<UUID> stored = reader.stored(body, errors);
    if (credential.isEmpty() && stored.isEmpty() && !body.hasNonNull("credential_guid")) {
      errors.add("credentials", "must be given, or credential_guid");
    }
    stored.ifPresent(guid -> state.put(ServiceReader.CREDENTIAL_GUID, guid.toString()));
    ObjectNode entity = connectionReader.entity(body.path("connection"), caller, errors);
    String connection = entity.at("/attributes/qualifiedName").asText().replaceAll("^.*/", "");
    String first =
        "atlan-postgres"
            + (connection.isEmpty() ? "" : "-")
            + connection.replaceAll("[^A-Za-z0-9]", "-").toLowerCase(Locale.ROOT);
    Function<String, NewWorkflow> named =
        name ->
            new NewWorkflow(
                packageReader.read(
                    ServiceDefinition.created(name, state, entity, credential),
                    Optional.empty(),
                    errors,
                    ServiceError.SERVICE_REQUEST_INVALID),
                body.toString());
    return new Submission(first, named);
  }

  /** The state of a workflow, whichever form it was made in; never a secret. */
  ObjectNode state(Workflow workflow) {
    Optional<Connection> connection =
        findConnection.byQualifiedName(workflow.connectionQualifiedName());
    ObjectNode state =
        ServiceDefinition.state(workflow, connection.map(Connection::name).orElse(""));
    String others = ServiceDefinition.others(workflow);
    if (!others.isEmpty()) {
      JsonText.object(JsonNodeFactory.instance.textNode(others), "", new FieldErrors())
          .properties()
          .forEach(entry -> state.set(entry.getKey(), entry.getValue()));
    }
    return state;
  }

  /**
   * Reads a change, which puts members of a state in place of those that are stored; a null takes
   * one away, and what is not sent stays.
   *
   * @return empty where nothing changes
   * @throws AppException SERVICE_REQUEST_INVALID or WORKFLOW_INVALID with every error
   */
  Optional<WorkflowPatch> patch(Workflow workflow, JsonNode body, Caller caller) {
    ObjectNode before = state(workflow);
    FieldErrors errors = new FieldErrors();
    ObjectNode sent = state(body, errors);
    Optional<ObjectNode> credential = credential(sent, errors);
    Optional<UUID> stored = reader.stored(body, errors);
    stored.ifPresent(guid -> sent.put(ServiceReader.CREDENTIAL_GUID, guid.toString()));
    ObjectNode merged = before.deepCopy();
    merged.setAll(sent);
    merged.properties().removeIf(entry -> entry.getValue().isNull());
    ObjectNode entity =
        connectionReader.entity(merged.path(ServiceDefinition.CONNECTION), caller, errors);
    if (errors.isEmpty() && merged.equals(before) && credential.isEmpty()) {
      return Optional.empty();
    }
    PackageParts parts = ServiceDefinition.changed(workflow, merged, entity, credential);
    return Optional.of(
        new WorkflowPatch(
            packageReader.read(
                parts, workflow.credentialGuid(), errors, ServiceError.SERVICE_REQUEST_INVALID)));
  }

  /** A copy of what was sent, with objects for texts that hold one. */
  private ObjectNode state(JsonNode body, FieldErrors errors) {
    ObjectNode state = body.deepCopy();
    JsonText.text(state.path("workflow_id"), "workflow_id", errors);
    state.remove("workflow_id");
    JsonText.text(state.path(ServiceDefinition.CRON), ServiceDefinition.CRON, errors);
    JsonText.text(state.path(ServiceDefinition.ZONE), ServiceDefinition.ZONE, errors);
    if (state.hasNonNull(ServiceDefinition.METADATA)) {
      state.set(ServiceDefinition.METADATA, reader.metadata(body, errors));
    }
    for (String name : state.properties().stream().map(Map.Entry::getKey).toList()) {
      boolean sealed = name.equals(ServiceReader.CREDENTIALS);
      if (!sealed && (SECRET.matcher(name).matches() || holdsSecret(state.get(name)))) {
        errors.add(name, "looks like a secret; put secrets into credentials, which are encrypted");
      }
    }
    return state;
  }

  private static boolean holdsSecret(JsonNode value) {
    return value.properties().stream()
        .anyMatch(
            entry -> SECRET.matcher(entry.getKey()).matches() || holdsSecret(entry.getValue()));
  }

  /** Takes the credential out of a state, in the form that the SDKs send. */
  private Optional<ObjectNode> credential(ObjectNode state, FieldErrors errors) {
    JsonNode sent = state.remove(ServiceReader.CREDENTIALS);
    if (sent == null || sent.isNull()) {
      return Optional.empty();
    }
    ObjectNode credential = reader.credential(sent, ServiceReader.CREDENTIALS, errors);
    if (!credential.hasNonNull("connectorConfigName")) {
      credential.put("connectorConfigName", "atlan-connectors-postgres");
    }
    return Optional.of(credential);
  }
}

package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.api.sdk.workflow.PackageParts;
import io.gazetteer.api.sdk.workflow.PackageReader;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
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
   */
  record Submission(String name, Function<String, NewWorkflow> named) {}

  /**
   * Reads a workflow that is to be created.
   *
   * @throws AppException SERVICE_REQUEST_INVALID with every error; the workflow under a name
   *     WORKFLOW_INVALID likewise
   */
  Submission created(JsonNode body, Caller caller) {
    Faults faults = new Faults();
    ObjectNode state = state(body, faults);
    Optional<ObjectNode> credential = credential(state, faults);
    Optional<UUID> stored = reader.stored(body, faults);
    if (credential.isEmpty() && stored.isEmpty() && !body.hasNonNull("credential_guid")) {
      faults.add("credentials", "must be given, or credential_guid");
    }
    stored.ifPresent(guid -> state.put(ServiceReader.CREDENTIAL_GUID, guid.toString()));
    ObjectNode entity = connectionReader.entity(body.path("connection"), caller, faults);
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
                    faults,
                    ServiceError.SERVICE_REQUEST_INVALID),
                body.toString());
    if (!faults.isEmpty()) {
      // Before another name is tried: it throws, with what is wrong inside too.
      named.apply(first);
    }
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
      JsonText.object(JsonNodeFactory.instance.textNode(others), "", new Faults())
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
    Faults faults = new Faults();
    ObjectNode sent = state(body, faults);
    Optional<ObjectNode> credential = credential(sent, faults);
    Optional<UUID> stored = reader.stored(body, faults);
    stored.ifPresent(guid -> sent.put(ServiceReader.CREDENTIAL_GUID, guid.toString()));
    ObjectNode merged = before.deepCopy();
    merged.setAll(sent);
    merged.properties().removeIf(entry -> entry.getValue().isNull());
    ObjectNode entity =
        connectionReader.entity(merged.path(ServiceDefinition.CONNECTION), caller, faults);
    if (faults.isEmpty() && merged.equals(before) && credential.isEmpty()) {
      return Optional.empty();
    }
    PackageParts parts = ServiceDefinition.changed(workflow, merged, entity, credential);
    return Optional.of(
        new WorkflowPatch(
            packageReader.read(
                parts, workflow.credentialGuid(), faults, ServiceError.SERVICE_REQUEST_INVALID)));
  }

  /** A copy of what was sent, with objects for texts that hold one. */
  private ObjectNode state(JsonNode body, Faults faults) {
    ObjectNode state = body.deepCopy();
    JsonText.text(state.path("workflow_id"), "workflow_id", faults);
    state.remove("workflow_id");
    JsonText.text(state.path(ServiceDefinition.CRON), ServiceDefinition.CRON, faults);
    JsonText.text(state.path(ServiceDefinition.ZONE), ServiceDefinition.ZONE, faults);
    if (state.hasNonNull(ServiceDefinition.METADATA)) {
      state.set(ServiceDefinition.METADATA, reader.metadata(body, faults));
    }
    for (String name : state.properties().stream().map(Map.Entry::getKey).toList()) {
      boolean sealed = name.equals(ServiceReader.CREDENTIALS);
      if (!sealed && (SECRET.matcher(name).matches() || holdsSecret(state.get(name)))) {
        faults.add(name, "looks like a secret; put secrets into credentials, which are encrypted");
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
  private Optional<ObjectNode> credential(ObjectNode state, Faults faults) {
    JsonNode sent = state.remove(ServiceReader.CREDENTIALS);
    if (sent == null || sent.isNull()) {
      return Optional.empty();
    }
    ObjectNode credential = reader.credential(sent, ServiceReader.CREDENTIALS, faults);
    if (!credential.hasNonNull("connectorConfigName")) {
      credential.put("connectorConfigName", "atlan-connectors-postgres");
    }
    return Optional.of(credential);
  }
}

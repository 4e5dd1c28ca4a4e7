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
import io.gazetteer.connection.credential.SecretBox;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunOptions;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.NewWorkflow;
import io.gazetteer.workflow.Rerun;
import io.gazetteer.workflow.ServiceError;
import io.gazetteer.workflow.SubmitWorkflow;
import io.gazetteer.workflow.UpdateWorkflow;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowError;
import io.gazetteer.workflow.WorkflowPatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Starts, changes and reads workflows that are asked for in the application's form. */
@ApplicationScoped
public class ServiceWorkflows {

  private static final int TRIES = 1_000;
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(password|passwd|secret|token|private).*");

  @Inject Access access;
  @Inject ServiceReader reader;
  @Inject PackageReader packageReader;
  @Inject ConnectionReader connectionReader;
  @Inject FindWorkflows findWorkflows;
  @Inject FindConnection findConnection;
  @Inject SubmitWorkflow submitWorkflow;
  @Inject UpdateWorkflow updateWorkflow;
  @Inject Rerun rerun;
  @Inject FindRuns findRuns;
  @Inject SecretBox box;

  /** A workflow and the run that was asked for. */
  public record Started(String workflowId, String runId) {}

  /**
   * Makes a workflow and runs it; or runs the one that {@code workflow_id} names, with whatever
   * else the body holds put in place of what is stored. A repeat of the same request without {@code
   * workflow_id} starts nothing and gets the same answer.
   *
   * @throws AppException WORKFLOW_NOT_FOUND; SERVICE_REQUEST_INVALID or WORKFLOW_INVALID with every
   *     fault
   */
  public Started start(JsonNode body) {
    Caller caller = access.check(Action.RUN_WORKFLOW);
    String id = body.path("workflow_id").asText("");
    if (!id.isBlank()) {
      change(id, body);
      Run run = rerun.rerun(id, RunOptions.NONE);
      return new Started(id, run.name());
    }
    Faults faults = new Faults();
    ObjectNode state = state(body, faults);
    Optional<ObjectNode> credential = credential(state, faults);
    Optional<UUID> stored = reader.stored(body, faults);
    if (credential.isEmpty() && stored.isEmpty() && !body.hasNonNull("credential_guid")) {
      faults.add("credentials", "must be given, or credential_guid");
    }
    stored.ifPresent(guid -> state.put(ServiceReader.CREDENTIAL_GUID, guid.toString()));
    ObjectNode entity = connectionReader.entity(body.path("connection"), caller, faults);
    faults.throwIfAny(ServiceError.SERVICE_REQUEST_INVALID);
    Workflow workflow = submitted(entity, state, credential, box.fingerprints(body.toString()));
    Run run =
        findRuns.ofWorkflow(workflow.name(), 1).stream()
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("A workflow was submitted without a run"));
    return new Started(workflow.name(), run.name());
  }

  /** Under the first name that is free, or that the same request took before. */
  private Workflow submitted(
      ObjectNode entity, ObjectNode state, Optional<ObjectNode> credential, List<String> requests) {
    String qualifiedName = entity.at("/attributes/qualifiedName").asText();
    String name =
        "atlan-postgres-"
            + qualifiedName
                .replaceAll("^.*/", "")
                .replaceAll("[^A-Za-z0-9]", "-")
                .toLowerCase(Locale.ROOT);
    for (int i = 1; i <= TRIES; i++) {
      String candidate = i == 1 ? name : name + "-" + i;
      Optional<Workflow> before =
          findWorkflows
              .byName(candidate)
              .filter(workflow -> requests.contains(ServiceDefinition.request(workflow)));
      if (before.isPresent()) {
        return before.get();
      }
      PackageParts parts =
          ServiceDefinition.created(candidate, requests.get(0), state, entity, credential);
      NewWorkflow wanted =
          new NewWorkflow(
              packageReader.read(parts, Optional.empty()),
              JsonText.canonical(parts.document().root()) + JsonText.canonical(parts.credential()));
      try {
        return submitWorkflow.submit(wanted, true);
      } catch (AppException fault) {
        if (fault.code() != WorkflowError.WORKFLOW_EXISTS) {
          throw fault;
        }
      }
    }
    throw new AppException(
        WorkflowError.WORKFLOW_EXISTS,
        "There are very many workflows over connection "
            + qualifiedName
            + " already. Run one of them by its workflow_id");
  }

  /**
   * The state of a workflow, whichever form it was made in; never a secret.
   *
   * @throws AppException WORKFLOW_NOT_FOUND
   */
  public ObjectNode state(String id) {
    access.check(Action.READ_WORKFLOW);
    Workflow workflow = find(id);
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
   * Puts members of a state in place of those that are stored; a null takes one away, and what is
   * not sent stays. An empty object changes nothing.
   *
   * @return the new state
   * @throws AppException WORKFLOW_NOT_FOUND; SERVICE_REQUEST_INVALID or WORKFLOW_INVALID with every
   *     fault
   */
  public ObjectNode change(String id, JsonNode body) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    Workflow workflow = find(id);
    ObjectNode before = state(id);
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
    faults.throwIfAny(ServiceError.SERVICE_REQUEST_INVALID);
    if (merged.equals(before) && credential.isEmpty()) {
      return before;
    }
    PackageParts parts = ServiceDefinition.changed(workflow, merged, entity, credential);
    updateWorkflow.update(new WorkflowPatch(packageReader.read(parts, workflow.credentialGuid())));
    return state(id);
  }

  private Workflow find(String id) {
    return findWorkflows
        .byName(id)
        .orElseThrow(
            () ->
                new AppException(
                    WorkflowError.WORKFLOW_NOT_FOUND, "There is no workflow named " + id));
  }

  /** A copy of what was sent, with objects for texts that hold one. */
  private ObjectNode state(JsonNode body, Faults faults) {
    ObjectNode state = body.deepCopy();
    state.remove("workflow_id");
    if (state.hasNonNull(ServiceDefinition.METADATA)) {
      state.set(ServiceDefinition.METADATA, reader.metadata(body, faults));
    }
    for (String name : List.copyOf(fieldNames(state))) {
      boolean sealed = name.equals(ServiceReader.CREDENTIALS);
      if (!sealed && (SECRET.matcher(name).matches() || holdsSecret(state.get(name)))) {
        faults.add(name, "looks like a secret; secrets belong into credentials, which are sealed");
      }
    }
    return state;
  }

  private static boolean holdsSecret(JsonNode value) {
    return value.properties().stream()
        .anyMatch(
            entry -> SECRET.matcher(entry.getKey()).matches() || holdsSecret(entry.getValue()));
  }

  private static List<String> fieldNames(ObjectNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
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

package io.gazetteer.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.SaveConnection;
import io.gazetteer.connection.credential.SaveCredential;
import io.gazetteer.connection.credential.SecretBox;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.RequestRun;
import io.gazetteer.run.RunOptions;
import io.gazetteer.run.RunRequest;
import io.gazetteer.workflow.schedule.KeepSchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores a new workflow and, if asked, runs it. */
@ApplicationScoped
public class SubmitWorkflow {

  @Inject Access access;
  @Inject WorkflowReader reader;
  @Inject WorkflowStore workflows;
  @Inject SaveCredential saveCredential;
  @Inject SaveConnection saveConnection;
  @Inject KeepSchedule keepSchedule;
  @Inject RequestRun requestRun;
  @Inject SecretBox box;
  @Inject ObjectMapper json;

  /**
   * Stores a workflow with its connection and credential, all or nothing. A repeat of the same
   * request, as clients send it after a fault of the network, changes nothing, starts nothing and
   * gets the same answer.
   *
   * @param body the definition as the SDKs send it
   * @param submit true = also start a run
   * @return the stored workflow
   * @throws AppException PACKAGE_NOT_SUPPORTED; WORKFLOW_INVALID with every fault; WORKFLOW_EXISTS
   *     when another request took the name
   */
  public Workflow create(JsonNode body, boolean submit) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    if (submit) {
      access.check(Action.RUN_WORKFLOW);
    }
    // Before the transaction: a bad regular expression, tried in the store, would spoil it.
    WorkflowRequest request = reader.read(body, Optional.empty());
    List<String> fingerprints = box.fingerprints(submit + canonical(body));
    return QuarkusTransaction.joiningExisting()
        .call(() -> store(request, fingerprints, submit, caller));
  }

  private Workflow store(
      WorkflowRequest request, List<String> fingerprints, boolean submit, Caller caller) {
    workflows.lockName(request.name());
    Optional<WorkflowStore.Stored> before = workflows.find(request.name());
    if (before.isPresent()) {
      return repeated(before.get(), fingerprints);
    }
    Optional<UUID> credential =
        request
            .credential()
            .map(sent -> saveCredential.save(sent, caller))
            .or(request::credentialGuid);
    saveConnection.save(request.connection(), credential, caller);
    ObjectNode definition =
        credential
            .map(guid -> WorkflowWire.withCredential(request.definition(), guid))
            .orElse(request.definition());
    workflows.insert(request, definition, credential, fingerprints.get(0), caller.username());
    keepSchedule.set(
        request.name(),
        request.schedule(),
        DeleteConnectionPackage.kindOf(request.templateName()),
        caller);
    if (submit) {
      requestRun.request(
          new RunRequest(
              request.name(),
              DeleteConnectionPackage.kindOf(request.templateName()),
              RunOptions.NONE,
              caller));
    }
    return workflows.inUse(request.name()).orElseThrow();
  }

  private static Workflow repeated(WorkflowStore.Stored before, List<String> fingerprints) {
    Workflow workflow = before.workflow();
    boolean archived = workflow.archivedAt().isPresent();
    if (!archived && fingerprints.contains(before.fingerprint())) {
      return workflow;
    }
    throw new AppException(
        WorkflowError.WORKFLOW_EXISTS,
        "There is %s workflow %s already. Choose another name, or update that one"
            .formatted(archived ? "an archived" : "a", workflow.name()));
  }

  /** The same text for the same JSON, whatever the order of its keys. */
  private String canonical(JsonNode body) {
    ObjectWriter writer = json.writer().with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    try {
      return writer.writeValueAsString(json.treeToValue(body, Object.class));
    } catch (JsonProcessingException failure) {
      // Without the cause: its text could quote a secret.
      throw new IllegalStateException("JSON that cannot be written");
    }
  }
}

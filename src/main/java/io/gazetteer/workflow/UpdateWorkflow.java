package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.connection.SaveConnection;
import io.gazetteer.connection.credential.SaveCredential;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.workflow.schedule.KeepSchedule;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Changes a stored workflow. */
@ApplicationScoped
public class UpdateWorkflow {

  @Inject Access access;
  @Inject WorkflowReader reader;
  @Inject WorkflowStore workflows;
  @Inject SaveCredential saveCredential;
  @Inject SaveConnection saveConnection;
  @Inject KeepSchedule keepSchedule;

  /**
   * Replaces the definition, labels and annotations included. The stored credential stays unless
   * the body brings another one. Runs under way go on with what they began with.
   *
   * @param body a search hit's source, the answer to a create, or a definition
   * @throws AppException WORKFLOW_NOT_FOUND; PACKAGE_NOT_SUPPORTED; WORKFLOW_INVALID with every
   *     fault, also when name or connection differ from the stored ones
   */
  public Workflow update(String name, JsonNode body) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    Workflow before = workflows.inUse(name).orElseThrow(() -> FindWorkflows.notFound(name));
    WorkflowRequest request = reader.read(body, before.credentialGuid());
    if (!request.name().equals(name)) {
      throw invalid("metadata.name: must be " + name + ", as in the path");
    }
    if (!request.connection().qualifiedName().equals(before.connectionQualifiedName())) {
      throw invalid(
          "parameters.connection: must keep the qualifiedName " + before.connectionQualifiedName());
    }
    return QuarkusTransaction.joiningExisting().call(() -> store(request, caller));
  }

  private Workflow store(WorkflowRequest request, Caller caller) {
    workflows.lockName(request.name());
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
    if (!workflows.update(request, definition, credential)) {
      throw FindWorkflows.notFound(request.name());
    }
    keepSchedule.set(
        request.name(),
        request.schedule(),
        DeleteConnectionPackage.kindOf(request.templateName()),
        caller);
    return workflows.inUse(request.name()).orElseThrow();
  }

  private static AppException invalid(String message) {
    return new AppException(WorkflowError.WORKFLOW_INVALID, message);
  }
}

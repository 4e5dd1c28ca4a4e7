package io.gazetteer.workflow;

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
  @Inject WorkflowRepository workflows;
  @Inject SaveCredential saveCredential;
  @Inject SaveConnection saveConnection;
  @Inject KeepSchedule keepSchedule;
  @Inject ClientDocuments documents;

  /**
   * Replaces a definition. The stored credential is kept unless the patch contains another one. A
   * running run continues with the definition that it started with.
   *
   * @throws AppException WORKFLOW_NOT_FOUND; WORKFLOW_INVALID if the connection is not the stored
   *     one
   */
  public Workflow update(WorkflowPatch patch) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    WorkflowContent content = patch.content();
    Workflow before =
        workflows.inUse(content.name()).orElseThrow(() -> FindWorkflows.notFound(content.name()));
    if (!content.connection().qualifiedName().equals(before.connectionQualifiedName())) {
      throw new AppException(
          WorkflowError.WORKFLOW_INVALID,
          "parameters.connection: must keep the qualifiedName " + before.connectionQualifiedName());
    }
    return QuarkusTransaction.joiningExisting().call(() -> store(content, caller));
  }

  private Workflow store(WorkflowContent content, Caller caller) {
    workflows.lockName(content.name());
    Optional<UUID> credential =
        content
            .credential()
            .map(sent -> saveCredential.save(sent, caller))
            .or(content::credentialGuid);
    saveConnection.save(content.connection(), credential, caller);
    String sent = content.document().orElseGet(() -> documents.of(content));
    String document = credential.map(guid -> documents.withCredential(sent, guid)).orElse(sent);
    if (!workflows.update(content, document, credential)) {
      throw FindWorkflows.notFound(content.name());
    }
    Workflow stored = workflows.inUse(content.name()).orElseThrow();
    keepSchedule.set(stored.name(), content.schedule(), stored.runKind(), caller);
    return stored;
  }
}

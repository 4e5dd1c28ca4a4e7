package io.gazetteer.workflow;

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
import java.util.function.Function;

/** Stores a new workflow and, on request, runs it. */
@ApplicationScoped
public class SubmitWorkflow {

  private static final int MAX_NAMES = 1_000;

  @Inject Access access;
  @Inject WorkflowRepository workflows;
  @Inject SaveCredential saveCredential;
  @Inject SaveConnection saveConnection;
  @Inject KeepSchedule keepSchedule;
  @Inject RequestRun requestRun;
  @Inject SecretBox box;
  @Inject ClientDocuments documents;

  /**
   * Stores a workflow with its connection and credential in one transaction. Idempotent: a repeat
   * of the same request, as clients send it after a network error, starts nothing and returns the
   * same.
   *
   * @param submit whether to start a run too
   * @return the stored workflow
   * @throws AppException WORKFLOW_EXISTS if a workflow of another request has the name
   */
  public Workflow submit(NewWorkflow workflow, boolean submit) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    if (submit) {
      access.check(Action.RUN_WORKFLOW);
    }
    List<String> fingerprints = box.fingerprints(submit + workflow.request());
    return QuarkusTransaction.joiningExisting()
        .call(() -> store(workflow.content(), fingerprints, submit, caller));
  }

  /**
   * Stores a workflow under the first free name and runs it; otherwise like {@link #submit}.
   *
   * @param name the first name to try; the next ones are {@code name-2}, {@code name-3} and so on
   * @param named makes the workflow for a name
   */
  public Workflow submitUnderFreeName(String name, Function<String, NewWorkflow> named) {
    access.check(Action.WRITE_WORKFLOW);
    for (int i = 1; i <= MAX_NAMES; i++) {
      try {
        return submit(named.apply(i == 1 ? name : name + "-" + i), true);
      } catch (AppException failure) {
        if (failure.code() != WorkflowError.WORKFLOW_EXISTS) {
          throw failure;
        }
      }
    }
    throw new AppException(
        WorkflowError.WORKFLOW_EXISTS,
        "All names from %s to %s-%d are taken. Run one of these workflows, or archive some"
            .formatted(name, name, MAX_NAMES));
  }

  private Workflow store(
      WorkflowContent content, List<String> fingerprints, boolean submit, Caller caller) {
    workflows.lockName(content.name());
    Optional<WorkflowRepository.Stored> before = workflows.find(content.name());
    if (before.isPresent()) {
      return repeated(before.get(), fingerprints);
    }
    Optional<UUID> credential =
        content
            .credential()
            .map(sent -> saveCredential.save(sent, caller))
            .or(content::credentialGuid);
    saveConnection.save(content.connection(), credential, caller);
    String sent = content.document().orElseGet(() -> documents.of(content));
    String document = credential.map(guid -> documents.withCredential(sent, guid)).orElse(sent);
    workflows.insert(content, document, credential, fingerprints.get(0), caller.username());
    Workflow stored = workflows.inUse(content.name()).orElseThrow();
    keepSchedule.set(stored.name(), content.schedule(), stored.runKind(), caller);
    if (submit) {
      requestRun.request(new RunRequest(stored.name(), stored.runKind(), RunOptions.NONE, caller));
    }
    return stored;
  }

  private static Workflow repeated(WorkflowRepository.Stored before, List<String> fingerprints) {
    Workflow workflow = before.workflow();
    boolean archived = workflow.archivedAt().isPresent();
    if (!archived && fingerprints.contains(before.fingerprint())) {
      return workflow;
    }
    throw new AppException(
        WorkflowError.WORKFLOW_EXISTS,
        "%s workflow %s already exists. Choose another name, or update that one"
            .formatted(archived ? "An archived" : "A", workflow.name()));
  }
}

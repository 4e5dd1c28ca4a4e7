package io.gazetteer.boot;

import io.gazetteer.asset.FindAssets;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.common.JsonMembers;
import io.gazetteer.connection.Connection;
import io.gazetteer.connection.ConnectionError;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.UpdateCredential;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Caller;
import io.gazetteer.run.FindRuns;
import io.gazetteer.run.Run;
import io.gazetteer.run.RunState;
import io.gazetteer.workflow.CreateWorkflow;
import io.gazetteer.workflow.FindWorkflows;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowForm;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Workflow of the sample source, created and run by the use cases that serve requests. */
@ApplicationScoped
class DemoWorkflow {

  private static final String CONNECTION_NAME = "Sample source";
  private static final Caller ADMIN = new Caller("", "admin");
  private static final Duration LOOK_EACH = Duration.ofMillis(100);

  @Inject Access access;
  @Inject CreateWorkflow createWorkflow;
  @Inject FindWorkflows findWorkflows;
  @Inject FindConnection findConnection;
  @Inject UpdateCredential updateCredential;
  @Inject FindRuns findRuns;
  @Inject FindAssets findAssets;

  /** Whether any workflow exists, so that the demonstration has been set up or is not wanted. */
  boolean exists() {
    return !findWorkflows.all().isEmpty();
  }

  /**
   * Points the sample's workflow to the current port of the sample; does nothing if there is none.
   */
  void follow(SampleSource.Target target) {
    sample()
        .flatMap(Workflow::credentialGuid)
        .ifPresent(guid -> access.as(ADMIN, () -> updateCredential.update(guid, request(target))));
  }

  private Optional<Workflow> sample() {
    return findWorkflows.all().stream()
        .filter(
            workflow ->
                findConnection
                    .byQualifiedName(workflow.connectionQualifiedName())
                    .map(Connection::name)
                    .filter(CONNECTION_NAME::equals)
                    .isPresent())
        .findFirst();
  }

  private static CredentialRequest request(SampleSource.Target target) {
    FieldErrors errors = new FieldErrors();
    CredentialRequest request = CredentialRequest.read(credential(target), "", false, errors);
    errors.throwIfAny(ConnectionError.CREDENTIAL_INVALID);
    return request;
  }

  private static CredentialInput credential(SampleSource.Target target) {
    return CredentialInput.of(
            target.host(),
            Integer.toString(target.port()),
            "basic",
            Optional.of(target.user()),
            Optional.of(target.password()),
            JsonMembers.NONE)
        .named("sample-source", "atlan-connectors-postgres");
  }

  /**
   * Creates the sample's connection and workflow and starts a run. Returns the run's name without
   * waiting.
   */
  String createAndRun(SampleSource.Target target) {
    WorkflowForm form =
        new WorkflowForm(
            CONNECTION_NAME,
            new WorkflowForm.Origin.Direct(credential(target)),
            "{\"^sample_.*$\": []}",
            "",
            "",
            false,
            Map.of());
    return access.as(
        ADMIN,
        () -> {
          Workflow workflow = createWorkflow.create(form, true);
          return findRuns.ofWorkflow(workflow.name(), 1).get(0).name();
        });
  }

  /**
   * Waits for a run to end; called on a thread of its own, outside requests.
   *
   * @param limit after which the run counts as failed
   */
  Found awaitEnd(String runName, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    Semaphore never = new Semaphore(0);
    try {
      while (System.nanoTime() < end) {
        Run run = access.as(ADMIN, () -> findRuns.byName(runName).orElseThrow());
        if (run.state().isFinal()) {
          return found(run);
        }
        if (never.tryAcquire(LOOK_EACH.toMillis(), TimeUnit.MILLISECONDS)) {
          break;
        }
      }
      return new Found(false, Map.of(), "it still runs after " + limit.toSeconds() + " seconds");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new Found(false, Map.of(), "the program is stopping");
    }
  }

  private Found found(Run run) {
    if (run.state() != RunState.SUCCEEDED) {
      return new Found(false, Map.of(), run.message().orElse("it was cancelled"));
    }
    return access.as(
        ADMIN, () -> new Found(true, new TreeMap<>(findAssets.countsByType(null)), null));
  }

  /**
   * Result of a run.
   *
   * @param assets number of assets by type name, in the order to be shown
   * @param message why it failed; null if it succeeded
   */
  record Found(boolean succeeded, Map<String, Long> assets, String message) {}
}

package io.gazetteer.workflow;

import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.PublishOptions;
import io.gazetteer.workflow.WorkflowForm.Origin;
import io.gazetteer.workflow.WorkflowSettings.Parameter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Creates a workflow and its connection from the few fields of a form. */
@ApplicationScoped
public class CreateWorkflow {

  private static final int TRIES = 60;
  private static final FieldNames NAMES = FieldNames.OF_PACKAGE;

  @Inject Access access;
  @Inject SubmitWorkflow submitWorkflow;
  @Inject WorkflowRepository workflows;
  @Inject FilterReader filters;
  @Inject ObjectStores stores;
  @Inject Clock clock;

  /**
   * Creates the workflow under a new name. The caller becomes the connection's admin.
   *
   * @param submit whether to start a run
   * @throws io.gazetteer.common.AppException WORKFLOW_INVALID with every error
   */
  public Workflow create(WorkflowForm form, boolean submit) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    long epoch = freeEpoch();
    WorkflowContent content = content(form, epoch, caller);
    // The name is new, so no request can repeat this one.
    return submitWorkflow.submit(new NewWorkflow(content, content.name()), submit);
  }

  /** Returns the current Unix time in seconds, or the next one that no workflow has in its name. */
  private long freeEpoch() {
    long epoch = clock.instant().getEpochSecond();
    for (int tries = 0; tries < TRIES && workflows.find(name(epoch)).isPresent(); tries++) {
      epoch++;
    }
    return epoch;
  }

  private static String name(long epoch) {
    return "atlan-postgres-" + epoch;
  }

  private WorkflowContent content(WorkflowForm form, long epoch, Caller caller) {
    FieldErrors errors = new FieldErrors();
    CrawlFilter filter = filter(form, errors);
    Optional<OfflineLocation> offline = offline(form.origin(), errors);
    PublishOptions publishing =
        PublishOptions.read(form.publishing(), stores.names(), NAMES::parameter, errors);
    ConnectionRequest connection =
        ConnectionRequest.ofAdmin(
            "default/postgres/" + epoch,
            form.connectionName(),
            "postgres",
            caller.username(),
            NAMES.connection(""),
            errors);
    Optional<CredentialRequest> credential = credential(form.origin(), epoch, errors);
    errors.throwIfAny(WorkflowError.WORKFLOW_INVALID);
    return new WorkflowContent(
        name(epoch),
        "default",
        "@atlan/postgres",
        "atlan-postgres",
        offline.isPresent() ? ExtractionMethod.S3 : ExtractionMethod.DIRECT,
        filter,
        new WorkflowSettings(false, offline, publishing, false, parameters(form, offline)),
        connection,
        credential,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private CrawlFilter filter(WorkflowForm form, FieldErrors errors) {
    return new CrawlFilter(
        filters.filter(form.includeFilter(), NAMES.parameter("include-filter"), errors),
        filters.filter(form.excludeFilter(), NAMES.parameter("exclude-filter"), errors),
        filters.tableRegex(form.tableRegex(), NAMES.parameter("temp-table-regex"), errors),
        true,
        true,
        form.archiveFilteredOut(),
        false);
  }

  private static Optional<OfflineLocation> offline(Origin origin, FieldErrors errors) {
    return origin instanceof Origin.Offline files
        ? Optional.of(
            OfflineLocation.read(
                files.bucket(), files.prefix(), files.region(), NAMES::parameter, errors))
        : Optional.empty();
  }

  private static Optional<CredentialRequest> credential(
      Origin origin, long epoch, FieldErrors errors) {
    if (!(origin instanceof Origin.Direct direct)) {
      return Optional.empty();
    }
    CredentialInput typed =
        direct.credential().named("default-postgres-" + epoch + "-0", "atlan-connectors-postgres");
    return Optional.of(CredentialRequest.read(typed, NAMES.credential(), true, errors));
  }

  /** Returns the parameters that pages show besides source and filters. */
  private static List<Parameter> parameters(WorkflowForm form, Optional<OfflineLocation> offline) {
    List<Parameter> parameters = new ArrayList<>();
    offline
        .flatMap(OfflineLocation::region)
        .ifPresent(region -> parameters.add(new Parameter(OfflineLocation.REGION, region)));
    if (form.archiveFilteredOut()) {
      parameters.add(new Parameter("archive-filtered-out", "true"));
    }
    form.publishing().forEach((name, value) -> parameters.add(new Parameter(name, value)));
    parameters.add(new Parameter("publish-mode", "production"));
    return parameters;
  }
}

package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.identity.Access;
import io.gazetteer.identity.Action;
import io.gazetteer.identity.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * Creates a workflow from the few things that a form asks for, by way of the same definition that
 * the SDKs send.
 */
@ApplicationScoped
public class CreateWorkflow {

  private static final int TRIES = 60;

  @Inject Access access;
  @Inject SubmitWorkflow submitWorkflow;
  @Inject WorkflowStore workflows;
  @Inject Clock clock;
  @Inject ObjectMapper json;

  /**
   * What the form holds. Never printed with its credential.
   *
   * @param extraction where the metadata comes from
   * @param includeFilter JSON text, database expression to schema expressions; empty = everything
   * @param excludeFilter likewise; empty = nothing
   * @param tableRegex names of tables and views to leave out; empty = none
   * @param archiveFilteredOut whether runs archive what the filters leave out
   * @param publishing the parameters about publishing, by name, as typed; those that are missing
   *     are as the settings say
   */
  public record NewWorkflow(
      String connectionName,
      Extraction extraction,
      String includeFilter,
      String excludeFilter,
      String tableRegex,
      boolean archiveFilteredOut,
      Map<String, String> publishing) {
    @Override
    public String toString() {
      return "NewWorkflow[connectionName=" + connectionName + "]";
    }
  }

  /** Where the metadata comes from. */
  public sealed interface Extraction {

    /**
     * From the server.
     *
     * @param credential in the form that the SDKs send, without a name; the database in it is the
     *     one to crawl, none = all that the user may connect to
     */
    record Direct(ObjectNode credential) implements Extraction {
      @Override
      public String toString() {
        return "Direct[]";
      }
    }

    /** From files that were written earlier; the server is never asked. */
    record Offline(OfflineLocation location) implements Extraction {}
  }

  /**
   * Creates the workflow under a new name, with the caller as the connection's admin.
   *
   * @param submit true = also start a run
   * @throws io.gazetteer.common.AppException WORKFLOW_INVALID with every fault
   */
  public Workflow create(NewWorkflow form, boolean submit) {
    Caller caller = access.check(Action.WRITE_WORKFLOW);
    return submitWorkflow.create(definition(form, freeEpoch(), caller), submit);
  }

  /** Seconds of now, or the next ones that no workflow has in its name. */
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

  private ObjectNode definition(NewWorkflow form, long epoch, Caller caller) {
    ObjectNode body = json.createObjectNode();
    ObjectNode metadata = body.putObject("metadata");
    metadata.put("name", name(epoch)).put("namespace", "default");
    metadata
        .putObject("labels")
        .put("orchestration.atlan.com/source", "postgres")
        .put("orchestration.atlan.com/sourceCategory", "database")
        .put("orchestration.atlan.com/type", "connector")
        .put("orchestration.atlan.com/default-postgres-" + epoch, "true");
    metadata
        .putObject("annotations")
        .put("orchestration.atlan.com/allowSchedule", "true")
        .put("orchestration.atlan.com/name", "Postgres Assets")
        .put("orchestration.atlan.com/atlanName", "atlan-postgres-default-postgres-" + epoch)
        .put("package.argoproj.io/name", "@atlan/postgres");
    ObjectNode spec = body.putObject("spec").put("entrypoint", "main");
    ObjectNode template = spec.putArray("templates").addObject().put("name", "main");
    ObjectNode task = template.putObject("dag").putArray("tasks").addObject().put("name", "run");
    parameters(task.putObject("arguments").putArray("parameters"), form, epoch, caller);
    task.putObject("templateRef")
        .put("name", "atlan-postgres")
        .put("template", "main")
        .put("clusterScope", true);
    ArrayNode payload = body.putArray("payload");
    if (form.extraction() instanceof Extraction.Direct direct) {
      credential(payload.addObject(), direct, epoch);
    }
    return body;
  }

  private void parameters(ArrayNode list, NewWorkflow form, long epoch, Caller caller) {
    if (form.extraction() instanceof Extraction.Offline offline) {
      add(list, "extraction-method", ExtractionMethod.S3.wire());
      add(list, OfflineLocation.BUCKET, offline.location().bucket());
      add(list, OfflineLocation.PREFIX, offline.location().prefix());
      offline.location().region().ifPresent(region -> add(list, OfflineLocation.REGION, region));
    } else {
      add(list, "extraction-method", ExtractionMethod.DIRECT.wire());
      add(list, "credential-guid", "{{credentialGuid}}");
    }
    add(list, "include-filter", orEmptyObject(form.includeFilter()));
    add(list, "exclude-filter", orEmptyObject(form.excludeFilter()));
    if (!form.tableRegex().isEmpty()) {
      add(list, "temp-table-regex", form.tableRegex());
    }
    if (form.archiveFilteredOut()) {
      add(list, "archive-filtered-out", "true");
    }
    form.publishing().forEach((name, value) -> add(list, name, value));
    ObjectNode entity = json.createObjectNode().put("typeName", "Connection");
    ObjectNode attributes = entity.putObject("attributes");
    attributes
        .put("qualifiedName", "default/postgres/" + epoch)
        .put("name", form.connectionName())
        .put("connectorName", "postgres")
        .put("category", "database")
        .put("allowQuery", true)
        .put("allowQueryPreview", true)
        .put("rowLimit", 10_000);
    if (form.extraction() instanceof Extraction.Direct) {
      attributes.put("defaultCredentialGuid", "{{credentialGuid}}");
    }
    attributes.set("adminUsers", json.valueToTree(List.of(caller.username())));
    add(list, "connection", entity.toString());
    add(list, "publish-mode", "production");
  }

  private static void credential(ObjectNode payload, Extraction.Direct direct, long epoch) {
    payload.put("parameter", "credentialGuid").put("type", "credential");
    ObjectNode credential = payload.putObject("body");
    credential.setAll(direct.credential());
    credential
        .put("name", "default-postgres-" + epoch + "-0")
        .put("connectorConfigName", "atlan-connectors-postgres");
  }

  private static void add(ArrayNode list, String name, String value) {
    list.addObject().put("name", name).put("value", value);
  }

  private static String orEmptyObject(String filter) {
    return filter.isBlank() ? "{}" : filter;
  }
}

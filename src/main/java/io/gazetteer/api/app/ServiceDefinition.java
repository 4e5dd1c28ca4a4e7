package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.api.sdk.workflow.ArgoDocument;
import io.gazetteer.api.sdk.workflow.PackageParts;
import io.gazetteer.workflow.FieldNames;
import io.gazetteer.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The application's state of a workflow and the package form that workflows are stored in, each
 * made of the other. A state has {@code connection} with {@code connection_name} and {@code
 * connection_qualified_name}, {@code metadata} with the package's parameters, {@code
 * credential_guid}, {@code cron_schedule}, and whatever else clients put there.
 */
final class ServiceDefinition {

  static final String CONNECTION = "connection";
  static final String METADATA = "metadata";
  static final String CRON = "cron_schedule";
  static final String NAME = "connection_name";
  static final String QUALIFIED_NAME = "connection_qualified_name";

  static final String ZONE = "cron_timezone";

  /** Keeps what a client put into the state and no workflow needs. */
  private static final String OTHERS = "gazetteer.io/application-state";

  private static final String GUID = "credential-guid";

  /** Members of a state that have a place of their own. */
  private static final Set<String> KNOWN =
      Set.of(
          CONNECTION,
          METADATA,
          CRON,
          ZONE,
          ServiceReader.CREDENTIALS,
          ServiceReader.CREDENTIAL_GUID,
          "workflow_id");

  /** Parts of the connection by what they are called in a state, where no rule does. */
  private static final Map<String, String> OF_CONNECTION =
      Map.of(
          ".attributes.qualifiedName",
          CONNECTION + "." + QUALIFIED_NAME,
          ".attributes.name",
          CONNECTION + "." + NAME);

  /** What the parts of a package are called in a state. */
  private static final FieldNames NAMES =
      new FieldNames(
          name -> name.equals(GUID) ? ServiceReader.CREDENTIAL_GUID : METADATA + "." + name,
          member -> OF_CONNECTION.getOrDefault(member, CONNECTION + member),
          ServiceReader.CREDENTIALS,
          ServiceReader.CREDENTIALS,
          CRON,
          CRON);

  private ServiceDefinition() {}

  static PackageParts created(
      String name, ObjectNode state, ObjectNode entity, Optional<ObjectNode> credential) {
    return of(ArgoDocument.fresh(name, "postgres"), state, entity, credential);
  }

  /**
   * The package form of a stored workflow with another state.
   *
   * @param state with {@code credential_guid} as text where it is a stored one
   * @param entity the connection as the SDKs write it
   * @param credential one that was sent; empty where a stored one is named
   */
  static PackageParts changed(
      Workflow stored, ObjectNode state, ObjectNode entity, Optional<ObjectNode> credential) {
    return of(ArgoDocument.stored(stored.document()), state, entity, credential);
  }

  private static PackageParts of(
      ArgoDocument document, ObjectNode state, ObjectNode entity, Optional<ObjectNode> credential) {
    String cron = state.path(CRON).asText("");
    String timeZone = cron.isBlank() ? "" : state.path(ZONE).asText("UTC");
    document.schedule(cron, timeZone).withoutAnnotation(OTHERS);
    ObjectNode others = state.deepCopy().remove(KNOWN);
    if (!others.isEmpty()) {
      document.annotate(OTHERS, others.toString());
    }
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : state.path(METADATA).properties()) {
      boolean ours = entry.getKey().equals(GUID) || entry.getKey().equals(CONNECTION);
      if (!ours && !entry.getValue().isNull()) {
        parameters.put(entry.getKey(), entry.getValue());
      }
    }
    parameters.put(
        GUID,
        TextNode.valueOf(
            credential.isPresent()
                ? ArgoDocument.CREDENTIAL_PLACEHOLDER
                : state.path(ServiceReader.CREDENTIAL_GUID).asText("")));
    parameters.put(CONNECTION, TextNode.valueOf(entity.toString()));
    return new PackageParts(
        parameters,
        credential.<JsonNode>map(sent -> sent).orElse(MissingNode.getInstance()),
        cron,
        timeZone,
        document.parameters(parameters),
        NAMES);
  }

  /** The state of a stored workflow; of its credential only the guid. */
  static ObjectNode state(Workflow workflow, String connectionName) {
    ArgoDocument document = ArgoDocument.stored(workflow.document());
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    state.put("workflow_id", workflow.name());
    workflow
        .credentialGuid()
        .ifPresent(guid -> state.put(ServiceReader.CREDENTIAL_GUID, guid.toString()));
    state
        .putObject(CONNECTION)
        .put(NAME, connectionName)
        .put(QUALIFIED_NAME, workflow.connectionQualifiedName());
    ObjectNode metadata = state.putObject(METADATA);
    for (JsonNode parameter : document.parameters()) {
      String name = parameter.path("name").asText("");
      if (!name.equals(GUID) && !name.equals(CONNECTION)) {
        metadata.set(name, parameter.path("value"));
      }
    }
    if (!document.cron().isEmpty()) {
      state.put(CRON, document.cron());
      state.put(ZONE, document.timeZone().isEmpty() ? "UTC" : document.timeZone());
    }
    return state;
  }

  /** Where a stored workflow keeps what only clients know; an empty text where there is nothing. */
  static String others(Workflow workflow) {
    return ArgoDocument.stored(workflow.document()).annotation(OTHERS);
  }
}

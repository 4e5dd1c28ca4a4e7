package io.gazetteer.api.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import io.gazetteer.common.FieldFault;
import io.gazetteer.workflow.Workflow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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

  /** Time zone of the schedule. */
  static final String ZONE = "cron_timezone";

  private static final String TASK = "/spec/templates/0/dag/tasks/0";
  private static final String PARAMETERS = TASK + "/arguments/parameters";
  private static final String SCHEDULE = "orchestration.atlan.com/schedule";
  private static final String TIME_ZONE = "orchestration.atlan.com/timezone";

  /** Keeps what a client put into the state and no workflow needs. */
  private static final String OTHERS = "gazetteer.io/application-state";

  /** Tells a repeat of the request that made the workflow. */
  private static final String REQUEST = "gazetteer.io/application-request";

  private static final String GUID = "credential-guid";
  private static final String PLACEHOLDER = "{{credentialGuid}}";

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

  /** Fields of the package by what they are called in a state, where a rule does not tell. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "parameters.connection.attributes.qualifiedName",
          CONNECTION + "." + QUALIFIED_NAME,
          "parameters.connection.attributes.name",
          CONNECTION + "." + NAME,
          "parameters.credential-guid",
          ServiceReader.CREDENTIAL_GUID);

  private ServiceDefinition() {}

  /**
   * A package without parameters.
   *
   * @param request what tells a repeat of the request that makes it
   */
  static ObjectNode fresh(String name, String request) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = body.putObject("metadata").put("name", name).put("namespace", "default");
    metadata
        .putObject("labels")
        .put("orchestration.atlan.com/source", "postgres")
        .put("orchestration.atlan.com/type", "connector");
    metadata
        .putObject("annotations")
        .put("package.argoproj.io/name", "@atlan/postgres")
        .put(REQUEST, request);
    ObjectNode task =
        body.putObject("spec")
            .put("entrypoint", "main")
            .putArray("templates")
            .addObject()
            .put("name", "main")
            .putObject("dag")
            .putArray("tasks")
            .addObject()
            .put("name", "run");
    task.putObject("templateRef").put("name", "atlan-postgres").put("template", "main");
    return body;
  }

  /**
   * The package form of a state.
   *
   * @param definition a fresh one or a stored one, which is not changed
   * @param state with {@code credential_guid} as text where it is a stored one
   * @param entity the connection as the SDKs write it
   * @param credential one that was sent; empty where a stored one is named
   */
  static ObjectNode of(
      ObjectNode definition, ObjectNode state, ObjectNode entity, Optional<ObjectNode> credential) {
    ObjectNode body = definition.deepCopy();
    ObjectNode annotations = body.withObject("/metadata/annotations");
    annotations.remove(List.of(SCHEDULE, TIME_ZONE, OTHERS));
    if (!state.path(CRON).asText("").isBlank()) {
      annotations.put(SCHEDULE, state.path(CRON).asText());
      annotations.put(TIME_ZONE, state.path(ZONE).asText("UTC"));
    }
    ObjectNode others = state.deepCopy().remove(KNOWN);
    if (!others.isEmpty()) {
      annotations.put(OTHERS, others.toString());
    }
    ArrayNode parameters =
        ((ObjectNode) body.at(TASK)).putObject("arguments").putArray("parameters");
    state
        .path(METADATA)
        .properties()
        .forEach(entry -> add(parameters, entry.getKey(), entry.getValue()));
    parameters
        .addObject()
        .put("name", GUID)
        .put(
            "value",
            credential.isPresent()
                ? PLACEHOLDER
                : state.path(ServiceReader.CREDENTIAL_GUID).asText(""));
    parameters.addObject().put("name", CONNECTION).put("value", entity.toString());
    ArrayNode payload = body.putArray("payload");
    credential.ifPresent(
        sent -> {
          ObjectNode entry = payload.addObject();
          entry.put("parameter", "credentialGuid").put("type", "credential");
          entry.set("body", sent);
        });
    return body;
  }

  private static void add(ArrayNode parameters, String name, JsonNode value) {
    boolean ours = name.equals(GUID) || name.equals(CONNECTION);
    if (!ours && !value.isNull()) {
      parameters.addObject().put("name", name).set("value", value);
    }
  }

  /** The state of a stored workflow; of its credential it tells the guid alone. */
  static ObjectNode state(Workflow workflow, String connectionName) {
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
    for (JsonNode parameter : workflow.definition().at(PARAMETERS)) {
      String name = parameter.path("name").asText("");
      if (!name.equals(GUID) && !name.equals(CONNECTION)) {
        metadata.set(name, parameter.path("value"));
      }
    }
    JsonNode annotations = workflow.definition().at("/metadata/annotations");
    if (annotations.hasNonNull(SCHEDULE)) {
      state.put(CRON, annotations.path(SCHEDULE).asText());
      state.put(ZONE, annotations.path(TIME_ZONE).asText("UTC"));
    }
    return state;
  }

  /** What tells a repeat of the request that made a workflow; empty for those of other forms. */
  static String request(Workflow workflow) {
    return workflow.definition().at("/metadata/annotations").path(REQUEST).asText("");
  }

  /** Where a stored workflow keeps what only clients know; an empty text where there is nothing. */
  static String others(Workflow workflow) {
    return workflow.definition().at("/metadata/annotations").path(OTHERS).asText("");
  }

  /** Does work that reads a definition, and names its faults as members of the state. */
  static <T> T inTermsOfState(Supplier<T> work) {
    try {
      return work.get();
    } catch (AppException fault) {
      Faults faults = new Faults();
      for (FieldFault found : fault.faults()) {
        faults.add(member(found.field()), found.message());
      }
      faults.throwIfAny(fault.code());
      throw fault;
    }
  }

  private static String member(String field) {
    String renamed = RENAMED.get(field);
    if (renamed != null) {
      return renamed;
    }
    if (field.startsWith("parameters.connection")) {
      return field.substring("parameters.".length());
    }
    if (field.startsWith("metadata.annotations[")) {
      return CRON;
    }
    return field
        .replaceFirst("^parameters\\.", METADATA + ".")
        .replaceFirst("^payload(\\[0]\\.body)?", ServiceReader.CREDENTIALS);
  }
}

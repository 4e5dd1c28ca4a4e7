package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.workflow.schedule.CronRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A workflow as a document of Argo, the form in which the SDKs send and read it: {@code metadata}
 * with labels and annotations, and in {@code spec} one task whose parameters say everything. This
 * class alone knows where in the document something stands.
 */
public final class ArgoDocument {

  /** Stands in a parameter's value for the guid of the credential that comes with the document. */
  public static final String CREDENTIAL_PLACEHOLDER = "{{credentialGuid}}";

  private static final String TASK = "/spec/templates/0/dag/tasks/0";
  private static final String PARAMETERS = "/arguments/parameters";

  /** Where the parameters stand, in the words of the SDKs. */
  static final String PARAMETERS_PATH = "spec.templates[0].dag.tasks[0].arguments.parameters";

  /** Where the template's name stands, in the words of the SDKs. */
  static final String TEMPLATE_PATH = "spec.templates[0].dag.tasks[0].templateRef.name";

  private static final String ANNOTATIONS = "/metadata/annotations";
  private static final String PACKAGE = "package.argoproj.io/name";
  private static final String SCHEDULE = "orchestration.atlan.com/schedule";
  private static final String TIME_ZONE = "orchestration.atlan.com/timezone";

  private final JsonNode root;

  private ArgoDocument(JsonNode root) {
    this.root = root;
  }

  /** A document that a client sent; anything may be missing or wrong in it. */
  static ArgoDocument sent(JsonNode body) {
    return new ArgoDocument(body);
  }

  public static ArgoDocument stored(String document) {
    return new ArgoDocument(JsonText.stored(document));
  }

  /**
   * A new document without parameters.
   *
   * @param connector for example {@code postgres}
   */
  public static ArgoDocument fresh(String name, String connector) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = body.putObject("metadata").put("name", name).put("namespace", "default");
    metadata
        .putObject("labels")
        .put("orchestration.atlan.com/source", connector)
        .put("orchestration.atlan.com/type", "connector");
    metadata.putObject("annotations").put(PACKAGE, "@atlan/" + connector);
    ObjectNode spec = body.putObject("spec").put("entrypoint", "main");
    spec.putObject("workflowTemplateRef").put("name", name);
    ObjectNode task =
        spec.putArray("templates")
            .addObject()
            .put("name", "main")
            .putObject("dag")
            .putArray("tasks")
            .addObject()
            .put("name", "run");
    task.putObject("arguments").putArray("parameters");
    task.putObject("templateRef").put("name", "atlan-" + connector).put("template", "main");
    return new ArgoDocument(body);
  }

  public ArgoDocument label(String key, String value) {
    ((ObjectNode) root).withObject("/metadata/labels").put(key, value);
    return this;
  }

  public ArgoDocument annotate(String key, String value) {
    ((ObjectNode) root).withObject(ANNOTATIONS).put(key, value);
    return this;
  }

  public ArgoDocument withoutAnnotation(String key) {
    ((ObjectNode) root).withObject(ANNOTATIONS).remove(key);
    return this;
  }

  /** The same with a schedule as sent, in place of the one that it has; a blank one is none. */
  public ArgoDocument schedule(String cron, String timeZone) {
    ObjectNode annotations = ((ObjectNode) root).withObject(ANNOTATIONS);
    annotations.remove(List.of(SCHEDULE, TIME_ZONE));
    if (!cron.isBlank()) {
      annotations.put(SCHEDULE, cron).put(TIME_ZONE, timeZone);
    }
    return this;
  }

  /** The same with the template of all of a cluster, as packages name it. */
  public ArgoDocument clusterScope() {
    ((ObjectNode) root.at(TASK + "/templateRef")).put("clusterScope", true);
    return this;
  }

  /** The same with other parameters in place of all that it has. */
  public ArgoDocument parameters(Map<String, JsonNode> parameters) {
    ArrayNode list = ((ObjectNode) root.at(TASK)).putObject("arguments").putArray("parameters");
    parameters.forEach((name, value) -> list.addObject().put("name", name).set("value", value));
    return this;
  }

  /** The name of the workflow; an empty text if it is missing or no text. */
  String name() {
    String name = root.path("metadata").path("name").textValue();
    return name == null ? "" : name;
  }

  /** The namespace; {@code default} if it is missing or empty. */
  String namespace() {
    String namespace = root.path("metadata").path("namespace").asText("");
    return namespace.isEmpty() ? "default" : namespace;
  }

  /** The template that the task refers to; an empty text where it refers to none. */
  public String template() {
    return root.at(TASK + "/templateRef/name").asText("");
  }

  /** The package; an empty text where none is named. */
  public String packageName() {
    return annotation(PACKAGE);
  }

  /** An annotation; an empty text where there is none. */
  public String annotation(String key) {
    return root.at(ANNOTATIONS).path(key).asText("");
  }

  /** Whether there is an annotation, whatever it holds. */
  public boolean hasAnnotation(String key) {
    return root.at(ANNOTATIONS).has(key);
  }

  /** The cron expression; an empty text where it is not scheduled. */
  public String cron() {
    return annotation(SCHEDULE);
  }

  /** The time zone of the schedule; an empty text where none is named. */
  public String timeZone() {
    return annotation(TIME_ZONE);
  }

  /** The parameters in their order, each an object with {@code name} and {@code value}. */
  public JsonNode parameters() {
    return root.at(TASK + PARAMETERS);
  }

  public ObjectNode root() {
    return (ObjectNode) root;
  }

  /** Puts the credential's guid wherever a parameter's value asks for it. */
  ArgoDocument withCredential(UUID guid) {
    for (JsonNode template : root.at("/spec/templates")) {
      for (JsonNode task : template.at("/dag/tasks")) {
        if (task.at(PARAMETERS) instanceof ArrayNode parameters) {
          parameters.forEach(parameter -> replace(parameter, guid));
        }
      }
    }
    return this;
  }

  private static void replace(JsonNode parameter, UUID guid) {
    if (parameter instanceof ObjectNode object && object.path("value").isTextual()) {
      String value = object.path("value").textValue();
      object.put("value", value.replace(CREDENTIAL_PLACEHOLDER, guid.toString()));
    }
  }

  /** Puts a schedule in place of the one that it has. */
  ArgoDocument withSchedule(Optional<CronRule> schedule) {
    return schedule(
        schedule.map(CronRule::cron).orElse(""),
        schedule.map(rule -> rule.zone().getId()).orElse(""));
  }

  @Override
  public String toString() {
    return root.toString();
  }
}

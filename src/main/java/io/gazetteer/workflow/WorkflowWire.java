package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Workflows in the form that the SDKs read. */
public final class WorkflowWire {

  /** Annotation that holds a cron expression. */
  static final String SCHEDULE = "orchestration.atlan.com/schedule";

  /** Annotation that holds the time zone of the schedule; stays where a schedule is removed. */
  static final String TIME_ZONE = "orchestration.atlan.com/timezone";

  private static final String PLACEHOLDER = "{{credentialGuid}}";

  private WorkflowWire() {}

  /** The answer to a create or an update: never a payload, so never a secret. */
  public static ObjectNode answer(Workflow workflow) {
    ObjectNode answer = definition(workflow);
    answer.putArray("payload");
    return answer;
  }

  /** What a search hit carries. */
  static ObjectNode source(Workflow workflow) {
    ObjectNode definition = definition(workflow);
    ObjectNode source = definition.objectNode();
    source.put("apiVersion", "argoproj.io/v1alpha1");
    source.put("kind", "WorkflowTemplate");
    source.setAll(definition);
    return source;
  }

  private static ObjectNode definition(Workflow workflow) {
    ObjectNode definition = workflow.definition().deepCopy();
    definition
        .withObject("/metadata")
        .put("name", workflow.name())
        .put("namespace", workflow.namespace())
        .put("uid", workflow.uid().toString())
        .put("creationTimestamp", workflow.createdAt().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("resourceVersion", Integer.toString(workflow.generation()))
        .put("generation", workflow.generation());
    return definition;
  }

  /** The definition with the credential's guid wherever a parameter's value asks for it. */
  static ObjectNode withCredential(ObjectNode definition, UUID credentialGuid) {
    ObjectNode copy = definition.deepCopy();
    for (JsonNode template : copy.at("/spec/templates")) {
      for (JsonNode task : template.at("/dag/tasks")) {
        if (task.at("/arguments/parameters") instanceof ArrayNode parameters) {
          parameters.forEach(parameter -> replace(parameter, credentialGuid));
        }
      }
    }
    return copy;
  }

  private static void replace(JsonNode parameter, UUID credentialGuid) {
    if (parameter instanceof ObjectNode object && object.path("value").isTextual()) {
      String value = object.path("value").textValue();
      object.put("value", value.replace(PLACEHOLDER, credentialGuid.toString()));
    }
  }
}

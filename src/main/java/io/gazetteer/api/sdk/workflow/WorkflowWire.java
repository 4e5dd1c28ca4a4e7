package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.workflow.Workflow;
import java.time.temporal.ChronoUnit;

/** Workflows in the form that the SDKs read. */
final class WorkflowWire {

  private WorkflowWire() {}

  /** The answer to a create or an update: never a payload, so never a secret. */
  static ObjectNode answer(Workflow workflow) {
    ObjectNode answer = definition(workflow);
    answer.putArray("payload");
    return answer;
  }

  static ObjectNode source(Workflow workflow) {
    ObjectNode definition = definition(workflow);
    ObjectNode source = definition.objectNode();
    source.put("apiVersion", "argoproj.io/v1alpha1");
    source.put("kind", "WorkflowTemplate");
    source.setAll(definition);
    return source;
  }

  private static ObjectNode definition(Workflow workflow) {
    ObjectNode definition = JsonText.stored(workflow.document());
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
}

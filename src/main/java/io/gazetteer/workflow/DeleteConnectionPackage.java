package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.common.Faults;
import java.util.Map;

/**
 * The package that deletes a connection's assets instead of crawling it. Its parameters are {@code
 * connection-qualified-name} and {@code delete-type}: SOFT archives, PURGE removes.
 */
public final class DeleteConnectionPackage {

  /** The kind of run that does it. */
  public static final String KIND = "connection-delete";

  static final String NAME = "@atlan/connection-delete";
  static final String TEMPLATE = "atlan-connection-delete";
  static final String CONNECTION = "connection-qualified-name";
  private static final String DELETE_TYPE = "delete-type";
  private static final String DELETE_ASSETS = "delete-assets";
  private static final String PURGE = "PURGE";

  private DeleteConnectionPackage() {}

  /** Whether a definition is one, by template, or by package where it names no template. */
  static boolean isNamed(String template, String packageName) {
    return template.equals(TEMPLATE) || (template.isEmpty() && packageName.equals(NAME));
  }

  /** Whether a stored workflow is one. */
  public static boolean isOne(Workflow workflow) {
    return workflow.templateName().equals(TEMPLATE);
  }

  /** Whether assets are removed with their history, and not archived. */
  public static boolean isPurge(Workflow workflow) {
    for (JsonNode parameter :
        workflow.definition().at("/spec/templates/0/dag/tasks/0/arguments/parameters")) {
      if (parameter.path("name").asText().equals(DELETE_TYPE)) {
        return parameter.path("value").asText().equals(PURGE);
      }
    }
    return false;
  }

  /** Notes what is wrong with the parameters. */
  static void check(Map<String, JsonNode> parameters, Faults faults) {
    JsonNode type = parameters.get(DELETE_TYPE);
    if (type != null && !type.asText().equals("SOFT") && !type.asText().equals(PURGE)) {
      faults.add("parameters." + DELETE_TYPE, "must be SOFT or PURGE");
    }
    JsonNode assets = parameters.get(DELETE_ASSETS);
    if (assets != null && !assets.asText().equals("true")) {
      faults.add(
          "parameters." + DELETE_ASSETS,
          "must be true; the connection's own asset alone is deleted by its guid");
    }
  }

  /** The kind of run that workflows with a template ask for. */
  static String kindOf(String template) {
    return template.equals(TEMPLATE) ? KIND : Rerun.KIND;
  }
}

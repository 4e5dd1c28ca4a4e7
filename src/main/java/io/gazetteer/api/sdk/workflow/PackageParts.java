package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.gazetteer.workflow.FieldNames;
import java.util.Map;

/**
 * The parts of a package as a client sent them, wherever they stood in its request. It may hold a
 * secret.
 *
 * @param parameters by name, in their order
 * @param credential one that was sent; missing where none was
 * @param cron blank = not scheduled
 * @param timeZone blank = UTC
 * @param document what clients are to read again, without the credential
 */
public record PackageParts(
    Map<String, JsonNode> parameters,
    JsonNode credential,
    String cron,
    String timeZone,
    ArgoDocument document,
    FieldNames names) {

  /** A parameter's value; missing where there is none. */
  JsonNode parameter(String name) {
    return parameters.getOrDefault(name, MissingNode.getInstance());
  }

  @Override
  public String toString() {
    return "PackageParts[]";
  }
}

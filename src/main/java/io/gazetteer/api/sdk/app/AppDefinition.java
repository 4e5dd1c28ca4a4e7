package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.gazetteer.api.sdk.workflow.ArgoDocument;
import io.gazetteer.api.sdk.workflow.PackageParts;
import io.gazetteer.common.Sha256;
import io.gazetteer.workflow.FieldNames;
import io.gazetteer.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Inputs of an app and parameters of a package, each in the form of the other: {@code
 * include_filter} here is {@code include-filter} there, whatever its name.
 */
final class AppDefinition {

  /** Annotation that holds the name that people gave. */
  static final String NAME = "gazetteer.io/app-name";

  /** Template of the package that an app is in the older form. */
  static final String TEMPLATE = "atlan-postgres";

  private static final String CONNECTOR = "postgres";

  private static final String CREDENTIAL = "credential";
  private static final String CREDENTIAL_GUID = "credential_guid";
  private static final int READABLE = 60;

  /** What the parts of a package are called among the inputs. */
  private static final FieldNames NAMES =
      new FieldNames(
          name -> "inputs." + name.replace('-', '_'),
          member -> "inputs.connection" + member,
          "inputs." + CREDENTIAL,
          "inputs." + CREDENTIAL,
          "schedule.cron",
          "schedule.timezone");

  private AppDefinition() {}

  /**
   * The name of the workflow for a name that people gave: what of it may stand in a workflow's
   * name, and a digest, so that different names stay different.
   *
   * @param generation above 1 where workflows of that name were archived before
   */
  static String slug(String name, int generation) {
    String readable =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String start = readable.substring(0, Math.min(readable.length(), READABLE));
    String digest = Sha256.hex(name).substring(0, 8);
    return "app-" + (start.isEmpty() ? "" : start + "-") + digest + "-" + generation;
  }

  static PackageParts of(AppRequest request, String slug) {
    AppRequest.Timing timing = request.schedule().orElse(AppRequest.Timing.NONE);
    return of(slug, request.name(), request.inputs(), timing);
  }

  /** The package form of a stored workflow with other inputs; its name and schedule stay. */
  static PackageParts of(Workflow stored, ObjectNode inputs) {
    ArgoDocument before = ArgoDocument.stored(stored.document());
    AppRequest.Timing timing = new AppRequest.Timing(before.cron(), before.timeZone());
    return of(stored.name(), name(stored), inputs, timing);
  }

  private static PackageParts of(
      String slug, String name, ObjectNode inputs, AppRequest.Timing timing) {
    Map<String, JsonNode> parameters = parameters(inputs);
    JsonNode credential = inputs.path(CREDENTIAL);
    return new PackageParts(
        parameters,
        credential.isObject() ? credential : MissingNode.getInstance(),
        timing.cron(),
        timing.timeZone(),
        ArgoDocument.fresh(slug, CONNECTOR)
            .annotate(NAME, name)
            .schedule(timing.cron(), timing.timeZone())
            .parameters(parameters),
        NAMES);
  }

  private static Map<String, JsonNode> parameters(ObjectNode inputs) {
    boolean brought = inputs.path(CREDENTIAL).isObject();
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> input : inputs.properties()) {
      if (!input.getKey().equals(CREDENTIAL) && !input.getValue().isNull()) {
        parameters.put(
            input.getKey().replace('_', '-'),
            brought && input.getKey().equals(CREDENTIAL_GUID)
                ? TextNode.valueOf(ArgoDocument.CREDENTIAL_PLACEHOLDER)
                : input.getValue());
      }
    }
    return parameters;
  }

  /** The inputs of a stored workflow, without its credential. */
  static ObjectNode inputs(Workflow workflow) {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    for (JsonNode parameter : ArgoDocument.stored(workflow.document()).parameters()) {
      inputs.set(parameter.path("name").asText().replace('-', '_'), parameter.path("value"));
    }
    return inputs;
  }

  /** Whether a stored workflow was created as an app, or updated as one. */
  static boolean isApp(Workflow workflow) {
    return ArgoDocument.stored(workflow.document()).hasAnnotation(NAME);
  }

  /** What people call a stored workflow; its own name where nobody gave another. */
  static String name(Workflow workflow) {
    ArgoDocument document = ArgoDocument.stored(workflow.document());
    return document.hasAnnotation(NAME) ? document.annotation(NAME) : workflow.name();
  }
}

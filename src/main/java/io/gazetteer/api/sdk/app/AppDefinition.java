package io.gazetteer.api.sdk.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import io.gazetteer.common.FieldFault;
import io.gazetteer.workflow.Workflow;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Inputs of an app and parameters of a package, each in the form of the other: {@code
 * include_filter} here is {@code include-filter} there, whatever its name.
 */
final class AppDefinition {

  /** Annotation that holds the name that people gave. */
  static final String NAME = "gazetteer.io/app-name";

  /** Template of the package that an app is in the older form. */
  static final String TEMPLATE = "atlan-postgres";

  private static final String PARAMETERS = "/spec/templates/0/dag/tasks/0/arguments/parameters";
  private static final String CREDENTIAL = "credential";
  private static final String PLACEHOLDER = "{{credentialGuid}}";
  private static final Set<String> SCHEDULE =
      Set.of("orchestration.atlan.com/schedule", "orchestration.atlan.com/timezone");
  private static final int READABLE = 60;

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
    String digest = sha256(name).substring(0, 8);
    return "app-" + (start.isEmpty() ? "" : start + "-") + digest + "-" + generation;
  }

  /** The package form of a request. */
  static ObjectNode of(AppRequest request, String slug) {
    ObjectNode annotations = JsonNodeFactory.instance.objectNode();
    request
        .schedule()
        .ifPresent(
            timing ->
                annotations
                    .put("orchestration.atlan.com/schedule", timing.cron())
                    .put("orchestration.atlan.com/timezone", timing.timeZone()));
    return of(slug, request.name(), request.inputs(), annotations);
  }

  /** The package form of a stored workflow with other inputs; its name and schedule stay. */
  static ObjectNode of(Workflow stored, ObjectNode inputs) {
    ObjectNode annotations = JsonNodeFactory.instance.objectNode();
    JsonNode before = stored.definition().at("/metadata/annotations");
    for (String key : SCHEDULE) {
      Optional.ofNullable(before.path(key).textValue())
          .ifPresent(value -> annotations.put(key, value));
    }
    return of(stored.name(), name(stored), inputs, annotations);
  }

  private static ObjectNode of(
      String slug, String name, ObjectNode inputs, ObjectNode annotations) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode metadata = body.putObject("metadata").put("name", slug).put("namespace", "default");
    metadata
        .putObject("labels")
        .put("orchestration.atlan.com/source", "postgres")
        .put("orchestration.atlan.com/type", "connector");
    metadata.set(
        "annotations",
        annotations.put("package.argoproj.io/name", "@atlan/postgres").put(NAME, name));
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
    parameters(task.putObject("arguments").putArray("parameters"), inputs);
    task.putObject("templateRef").put("name", TEMPLATE).put("template", "main");
    ArrayNode payload = body.putArray("payload");
    if (inputs.path(CREDENTIAL).isObject()) {
      ObjectNode entry = payload.addObject();
      entry.put("parameter", "credentialGuid").put("type", "credential");
      entry.set("body", inputs.get(CREDENTIAL));
    }
    return body;
  }

  private static void parameters(ArrayNode parameters, ObjectNode inputs) {
    boolean brought = inputs.path(CREDENTIAL).isObject();
    for (Map.Entry<String, JsonNode> input : inputs.properties()) {
      if (!input.getKey().equals(CREDENTIAL) && !input.getValue().isNull()) {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", input.getKey().replace('_', '-'));
        if (brought && input.getKey().equals("credential_guid")) {
          parameter.put("value", PLACEHOLDER);
        } else {
          parameter.set("value", input.getValue());
        }
      }
    }
  }

  /** The inputs of a stored workflow, without its credential. */
  static ObjectNode inputs(Workflow workflow) {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    for (JsonNode parameter : workflow.definition().at(PARAMETERS)) {
      inputs.set(parameter.path("name").asText().replace('-', '_'), parameter.path("value"));
    }
    return inputs;
  }

  /** Whether a stored workflow was created as an app, or updated as one. */
  static boolean isApp(Workflow workflow) {
    return workflow.definition().at("/metadata/annotations").has(NAME);
  }

  /** What people call a stored workflow; its own name where nobody gave another. */
  static String name(Workflow workflow) {
    return workflow.definition().at("/metadata/annotations").path(NAME).asText(workflow.name());
  }

  /** Does work that reads a definition, and names its faults as the app's inputs. */
  static <T> T inTermsOfInputs(Supplier<T> work) {
    try {
      return work.get();
    } catch (AppException fault) {
      Faults faults = new Faults();
      for (FieldFault found : fault.faults()) {
        faults.add(input(found.field()), found.message());
      }
      faults.throwIfAny(fault.code());
      throw fault;
    }
  }

  private static String input(String field) {
    if (field.startsWith("parameters.")) {
      return "inputs." + field.substring("parameters.".length()).replace('-', '_');
    }
    if (field.startsWith("metadata.annotations[")) {
      return field.contains("timezone") ? "schedule.timezone" : "schedule.cron";
    }
    return field.replaceFirst("^payload(\\[0]\\.body)?", "inputs." + CREDENTIAL);
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}

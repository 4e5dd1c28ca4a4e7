package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.AppException;
import io.gazetteer.common.ErrorCode;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.source.Sources;
import io.gazetteer.workflow.DeleteConnectionPackage;
import io.gazetteer.workflow.FieldNames;
import io.gazetteer.workflow.NewWorkflow;
import io.gazetteer.workflow.Workflow;
import io.gazetteer.workflow.WorkflowContent;
import io.gazetteer.workflow.WorkflowError;
import io.gazetteer.workflow.WorkflowPatch;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads packages as the SDKs send them, and finds everything wrong with them. */
@ApplicationScoped
public class PackageReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?");
  private static final String PACKAGE_PREFIX = "@atlan/";

  /** Names under which the routes of this API live. */
  private static final Set<String> RESERVED = Set.of("submit", "indexsearch", "triggerasowner");

  @Inject PartsReader parts;
  @Inject Sources sources;

  /**
   * Reads a definition that is to be created.
   *
   * @throws AppException PACKAGE_NOT_SUPPORTED for what no source of this service reads,
   *     WORKFLOW_INVALID with every error
   */
  NewWorkflow created(JsonNode body) {
    return new NewWorkflow(read(body, Optional.empty()), JsonText.canonical(body));
  }

  /**
   * Reads a definition that is to replace a stored one: a search hit's source, the answer to a
   * create, or a definition.
   *
   * @throws AppException as {@link #created}, also where it bears another name
   */
  WorkflowPatch patch(Workflow stored, JsonNode body) {
    WorkflowContent content = read(body, stored.credentialGuid());
    if (!content.name().equals(stored.name())) {
      throw new AppException(
          WorkflowError.WORKFLOW_INVALID,
          "metadata.name: must be " + stored.name() + ", as in the path");
    }
    return new WorkflowPatch(content);
  }

  /**
   * Reads a package that another wire form put together.
   *
   * @param kept the credential of the stored definition, for an update; empty for a new one
   * @param ofForm what is wrong with the request in its own form
   * @param formError error code if {@code ofForm} is not empty
   * @throws AppException {@code formError} or else WORKFLOW_INVALID, with every error, in the names
   *     of that form
   */
  public WorkflowContent read(
      PackageParts sent, Optional<UUID> kept, FieldErrors ofForm, ErrorCode formError) {
    FieldErrors errors = new FieldErrors();
    String name = name(sent.document(), errors);
    PartsReader.Kind kind = kind(sent.document());
    Optional<WorkflowContent> content = parts.content(name, kind, sent, kept, errors);
    if (hasNul(sent.document().root()) || hasNul(sent.credential())) {
      errors.add("", "must not contain the character NUL");
    }
    if (!ofForm.isEmpty()) {
      ofForm.addFurther(errors);
      ofForm.throwIfAny(formError);
    }
    errors.throwIfAny(WorkflowError.WORKFLOW_INVALID);
    return content.orElseThrow();
  }

  private WorkflowContent read(JsonNode body, Optional<UUID> kept) {
    if (body == null || !body.isObject()) {
      throw new AppException(
          WorkflowError.WORKFLOW_INVALID, "The body must be an object with metadata and spec");
    }
    ArgoDocument sent = ArgoDocument.sent(body);
    PartsReader.Kind kind = kind(sent);
    FieldErrors errors = new FieldErrors();
    String name = name(sent, errors);
    Map<String, JsonNode> parameters = parameters(sent, errors);
    JsonNode credential = kind.deletes() ? MissingNode.getInstance() : credential(body, errors);
    FieldErrors ofDocument = new FieldErrors();
    ObjectNode document = document(body, name, ofDocument);
    Optional<WorkflowContent> content =
        parts.content(
            name,
            kind,
            new PackageParts(
                parameters,
                credential,
                sent.cron(),
                sent.timeZone(),
                ArgoDocument.sent(document),
                FieldNames.OF_PACKAGE),
            kept,
            errors);
    errors.addAll(ofDocument);
    if (hasNul(body)) {
      errors.add("", "must not contain the character NUL");
    }
    errors.throwIfAny(WorkflowError.WORKFLOW_INVALID);
    return content.orElseThrow();
  }

  private static boolean hasNul(JsonNode sent) {
    return sent.toString().contains("\\u0000");
  }

  /** What a definition is about, by its template, or where there is none by its package. */
  private PartsReader.Kind kind(ArgoDocument document) {
    String template = document.template();
    String packageName = document.packageName();
    if (DeleteConnectionPackage.isNamed(template, packageName)) {
      return new PartsReader.Kind(
          DeleteConnectionPackage.NAME, DeleteConnectionPackage.TEMPLATE, "", document.namespace());
    }
    String connector = connector(template, packageName);
    return new PartsReader.Kind(
        packageName.isEmpty() ? PACKAGE_PREFIX + connector : packageName,
        Workflow.TEMPLATE_PREFIX + connector,
        connector,
        document.namespace());
  }

  /** The connector that the template names, or where there is none the package. */
  private String connector(String template, String packageName) {
    String named = template.isEmpty() ? packageName : template;
    String prefix = template.isEmpty() ? PACKAGE_PREFIX : Workflow.TEMPLATE_PREFIX;
    String connector = named.startsWith(prefix) ? named.substring(prefix.length()) : "";
    if (sources.find(connector).isPresent()) {
      return connector;
    }
    String templates =
        sources.names().stream()
            .map(name -> Workflow.TEMPLATE_PREFIX + name)
            .collect(Collectors.joining(" or "));
    throw new AppException(
        WorkflowError.PACKAGE_NOT_SUPPORTED,
        (named.isEmpty()
                ? "The definition names no package"
                : "Package " + named + " is not supported")
            + ". "
            + ArgoDocument.TEMPLATE_PATH
            + " must be "
            + templates);
  }

  private static String name(ArgoDocument document, FieldErrors errors) {
    String name = document.name();
    if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
      errors.add(
          "metadata.name",
          "must be 1 to 202 lowercase letters, digits, dashes and dots, for example"
              + " atlan-postgres-1700000000");
    }
    return name;
  }

  /** By name; the last of several wins. */
  private static Map<String, JsonNode> parameters(ArgoDocument document, FieldErrors errors) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    JsonNode list = document.parameters();
    if (!list.isArray()) {
      errors.add(ArgoDocument.PARAMETERS_PATH, "must be a list of names and values");
      return found;
    }
    for (int i = 0; i < list.size(); i++) {
      String name = list.get(i).path("name").textValue();
      if (name == null || name.isEmpty()) {
        errors.add(ArgoDocument.PARAMETERS_PATH + "[" + i + "].name", "must be the name as text");
      } else {
        found.put(name, list.get(i).path("value"));
      }
    }
    return found;
  }

  private static JsonNode credential(JsonNode body, FieldErrors errors) {
    JsonNode payload = body.path("payload");
    if (payload.isMissingNode() || payload.isNull()) {
      return MissingNode.getInstance();
    }
    if (!payload.isArray() || payload.size() > 1) {
      errors.add("payload", "must be a list of at most one credential");
      return MissingNode.getInstance();
    }
    if (payload.isEmpty()) {
      return MissingNode.getInstance();
    }
    JsonNode sent = payload.get(0).path("body");
    // No object is worse than none: it is read, and rejected.
    return sent.isMissingNode() ? JsonNodeFactory.instance.nullNode() : sent;
  }

  private static ObjectNode document(JsonNode body, String name, FieldErrors errors) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    JsonNode sentMetadata = body.path("metadata");
    ObjectNode metadata = sentMetadata.isObject() ? sentMetadata.deepCopy() : document.objectNode();
    metadata.remove(List.of("uid", "creationTimestamp", "resourceVersion", "generation"));
    String namespace = JsonText.text(metadata.path("namespace"), "metadata.namespace", errors);
    metadata.put("namespace", namespace.isEmpty() ? "default" : namespace);
    for (String field : List.of("labels", "annotations")) {
      metadata.set(field, texts(metadata.path(field), "metadata." + field, errors));
    }
    document.set("metadata", metadata);
    if (body.path("spec") instanceof ObjectNode sentSpec) {
      ObjectNode spec = sentSpec.deepCopy();
      spec.putObject("workflowTemplateRef").put("name", name);
      document.set("spec", spec);
    } else {
      errors.add("spec", "must be an object");
    }
    return document;
  }

  /** Values become texts and nulls go: one client cannot read anything else back. */
  private static ObjectNode texts(JsonNode values, String path, FieldErrors errors) {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    if (!values.isObject() && !values.isMissingNode() && !values.isNull()) {
      errors.add(path, "must be an object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      if (entry.getValue().isContainerNode()) {
        errors.add(path + "[\"" + entry.getKey() + "\"]", "must be text");
      } else if (!entry.getValue().isNull()) {
        texts.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return texts;
  }
}

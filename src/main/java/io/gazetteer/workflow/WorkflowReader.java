package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.AppException;
import io.gazetteer.common.Faults;
import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.FindCredentials;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.PublishOptions;
import io.gazetteer.source.Sources;
import io.gazetteer.workflow.schedule.CronRule;
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

/** Reads definitions in the form that the SDKs send, and finds everything wrong with them. */
@ApplicationScoped
class WorkflowReader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,200}[a-z0-9])?");
  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String PACKAGE_KEY = "package.argoproj.io/name";
  private static final String PACKAGE_PREFIX = "@atlan/";

  /** Names under which the routes of this API live. */
  private static final Set<String> RESERVED = Set.of("submit", "indexsearch", "triggerasowner");

  @Inject FilterReader filters;
  @Inject FindCredentials credentials;
  @Inject Sources sources;
  @Inject ObjectStores stores;
  @Inject FindConnection findConnection;

  /**
   * Reads a definition.
   *
   * @param kept the credential that the stored definition has, for an update; empty for a new one
   * @throws AppException PACKAGE_NOT_SUPPORTED for what no source of this service reads,
   *     WORKFLOW_INVALID with every fault
   */
  WorkflowRequest read(JsonNode body, Optional<UUID> kept) {
    if (body == null || !body.isObject()) {
      throw new AppException(
          WorkflowError.WORKFLOW_INVALID, "The body must be an object with metadata and spec");
    }
    JsonNode task = body.at("/spec/templates/0/dag/tasks/0");
    String template = task.at("/templateRef/name").asText("");
    String packageName = body.path("metadata").path("annotations").path(PACKAGE_KEY).asText("");
    if (DeleteConnectionPackage.isNamed(template, packageName)) {
      return deletion(body, task);
    }
    String connector = connector(template, packageName);

    Faults faults = new Faults();
    String name = name(body, faults);
    Map<String, JsonNode> parameters = parameters(task, faults);
    ExtractionMethod method = method(parameters, faults);
    CrawlFilter filter = filter(parameters, method, faults);
    if (method == ExtractionMethod.S3) {
      OfflineLocation.check(parameters, faults);
    }
    if (!parameter(parameters, Workflow.FULL_READ).asText("false").matches("true|false|")) {
      faults.add("parameters." + Workflow.FULL_READ, "must be true or false");
    }
    PublishOptions.check(parameters, stores.names(), faults);
    ConnectionRequest connection = connection(parameters, connector, faults);
    Optional<CredentialRequest> credential = credential(body, faults);
    Optional<UUID> named = named(parameters, kept, faults);
    if (method == ExtractionMethod.DIRECT && credential.isEmpty() && named.isEmpty()) {
      faults.add("payload", "must hold a credential, as extraction-method is direct");
    }
    Optional<CronRule> schedule = schedule(body, faults);
    ObjectNode definition = definition(body, name, faults);
    if (body.toString().contains("\\u0000")) {
      faults.add("", "must not hold the character with code 0");
    }
    faults.throwIfAny(WorkflowError.WORKFLOW_INVALID);
    return new WorkflowRequest(
        name,
        body.path("metadata").path("namespace").asText("default"),
        packageName.isEmpty() ? PACKAGE_PREFIX + connector : packageName,
        Workflow.TEMPLATE_PREFIX + connector,
        method,
        filter,
        connection,
        credential,
        named,
        schedule,
        definition);
  }

  /** Of the package that deletes a connection; it has no credential, filters or schedule. */
  private WorkflowRequest deletion(JsonNode body, JsonNode task) {
    Faults faults = new Faults();
    String name = name(body, faults);
    Map<String, JsonNode> parameters = parameters(task, faults);
    DeleteConnectionPackage.check(parameters, faults);
    String path = parameter(parameters, DeleteConnectionPackage.CONNECTION).asText("");
    Optional<ConnectionRequest> connection =
        path.indexOf('\0') < 0
            ? findConnection.byQualifiedName(path).map(ConnectionRequest::of)
            : Optional.empty();
    if (connection.isEmpty()) {
      faults.add("parameters." + DeleteConnectionPackage.CONNECTION, "names no connection");
    }
    if (schedule(body, faults).isPresent()) {
      faults.add("metadata.annotations", "a connection is not deleted by a schedule");
    }
    ObjectNode definition = definition(body, name, faults);
    if (body.toString().contains("\\u0000")) {
      faults.add("", "must not hold the character with code 0");
    }
    faults.throwIfAny(WorkflowError.WORKFLOW_INVALID);
    return new WorkflowRequest(
        name,
        body.path("metadata").path("namespace").asText("default"),
        DeleteConnectionPackage.NAME,
        DeleteConnectionPackage.TEMPLATE,
        ExtractionMethod.DIRECT,
        CrawlFilter.ALL,
        connection.orElseThrow(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        definition);
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
            + ". spec.templates[0].dag.tasks[0].templateRef.name must be "
            + templates);
  }

  private static String name(JsonNode body, Faults faults) {
    String name = body.path("metadata").path("name").asText("");
    if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
      faults.add(
          "metadata.name",
          "must be 1 to 202 small letters, digits, dashes and dots, for example"
              + " atlan-postgres-1700000000");
    }
    return name;
  }

  /** By name; the last of several wins. */
  private static Map<String, JsonNode> parameters(JsonNode task, Faults faults) {
    Map<String, JsonNode> found = new LinkedHashMap<>();
    JsonNode list = task.at("/arguments/parameters");
    String path = "spec.templates[0].dag.tasks[0].arguments.parameters";
    if (!list.isArray()) {
      faults.add(path, "must be a list of names and values");
      return found;
    }
    for (int i = 0; i < list.size(); i++) {
      String name = list.get(i).path("name").asText("");
      if (name.isEmpty()) {
        faults.add(path + "[" + i + "].name", "must be given");
      }
      found.put(name, list.get(i).path("value"));
    }
    return found;
  }

  private static JsonNode parameter(Map<String, JsonNode> parameters, String name) {
    return parameters.getOrDefault(name, MissingNode.getInstance());
  }

  private static ExtractionMethod method(Map<String, JsonNode> parameters, Faults faults) {
    String word = parameter(parameters, "extraction-method").asText("direct");
    Optional<ExtractionMethod> method = ExtractionMethod.ofWire(word);
    if (method.isEmpty()) {
      faults.add("parameters.extraction-method", "must be direct, s3 or agent");
    }
    return method.orElse(ExtractionMethod.DIRECT);
  }

  private CrawlFilter filter(
      Map<String, JsonNode> parameters, ExtractionMethod method, Faults faults) {
    String suffix = method == ExtractionMethod.AGENT ? "-agent" : "";
    String include = parameters.containsKey("include-filter" + suffix) ? suffix : "";
    String exclude = parameters.containsKey("exclude-filter" + suffix) ? suffix : "";
    return new CrawlFilter(
        filters.filter(
            parameter(parameters, "include-filter" + include),
            "parameters.include-filter" + include,
            faults),
        filters.filter(
            parameter(parameters, "exclude-filter" + exclude),
            "parameters.exclude-filter" + exclude,
            faults),
        filters.tableRegex(
            parameter(parameters, "temp-table-regex"), "parameters.temp-table-regex", faults),
        !flag(parameters, CrawlFilter.EXCLUDE_VIEWS, faults),
        !flag(parameters, CrawlFilter.EXCLUDE_EMPTY_TABLES, faults),
        flag(parameters, "archive-filtered-out", faults),
        flag(parameters, Workflow.EXTENSION_SCHEMAS, faults));
  }

  private static boolean flag(Map<String, JsonNode> parameters, String name, Faults faults) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    return FilterReader.flag(body.setAll(parameters), name, "parameters.", faults);
  }

  private ConnectionRequest connection(
      Map<String, JsonNode> parameters, String connector, Faults faults) {
    String path = "parameters.connection";
    JsonNode value = parameter(parameters, "connection");
    if (value.isMissingNode() || value.isNull()) {
      faults.add(path, "must be given: the Connection entity as JSON text");
      return null;
    }
    JsonNode entity = filters.object(value, path, faults);
    if (entity.isMissingNode()) {
      return null;
    }
    ConnectionRequest request = ConnectionRequest.read(completed(entity), connector, path, faults);
    if (!request.connectorName().equals(connector)) {
      faults.add(
          path + ".attributes.connectorName", "must be " + connector + ", as the package says");
    }
    return request;
  }

  /**
   * The entity of a connection, complete. The newer apps name an existing connection without
   * describing it, with or without its admins: what they leave out stays as it is.
   */
  private JsonNode completed(JsonNode entity) {
    JsonNode attributes = entity.path("attributes");
    String qualifiedName = attributes.path("qualifiedName").asText("");
    if (!attributes.path("name").asText("").isBlank() || qualifiedName.indexOf('\0') >= 0) {
      return entity;
    }
    return findConnection
        .byQualifiedName(qualifiedName)
        .<JsonNode>map(known -> ConnectionRequest.of(known).completing(entity))
        .orElse(entity);
  }

  private static Optional<CredentialRequest> credential(JsonNode body, Faults faults) {
    JsonNode payload = body.path("payload");
    if (payload.isMissingNode() || payload.isNull()) {
      return Optional.empty();
    }
    if (!payload.isArray() || payload.size() > 1) {
      faults.add("payload", "must be a list with one credential at most");
      return Optional.empty();
    }
    if (payload.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        CredentialRequest.read(payload.get(0).path("body"), "payload[0].body", true, faults));
  }

  /** The stored credential that {@code credential-guid} names, else the one kept from before. */
  private Optional<UUID> named(
      Map<String, JsonNode> parameters, Optional<UUID> kept, Faults faults) {
    String value = parameter(parameters, "credential-guid").asText("");
    if (!GUID.matcher(value).matches()) {
      return kept;
    }
    UUID guid = UUID.fromString(value);
    if (!kept.equals(Optional.of(guid)) && !credentials.exists(guid)) {
      faults.add("parameters.credential-guid", "names no stored credential");
    }
    return Optional.of(guid);
  }

  /** No schedule is one that is absent or blank; a time zone alone says nothing. */
  private static Optional<CronRule> schedule(JsonNode body, Faults faults) {
    JsonNode annotations = body.path("metadata").path("annotations");
    String cron = annotations.path(WorkflowWire.SCHEDULE).asText("");
    if (cron.isBlank()) {
      return Optional.empty();
    }
    return CronRule.read(
        cron,
        "metadata.annotations[\"" + WorkflowWire.SCHEDULE + "\"]",
        annotations.path(WorkflowWire.TIME_ZONE).asText(""),
        "metadata.annotations[\"" + WorkflowWire.TIME_ZONE + "\"]",
        faults);
  }

  private static ObjectNode definition(JsonNode body, String name, Faults faults) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    JsonNode sentMetadata = body.path("metadata");
    ObjectNode metadata =
        sentMetadata.isObject() ? sentMetadata.deepCopy() : definition.objectNode();
    metadata.remove(List.of("uid", "creationTimestamp", "resourceVersion", "generation"));
    metadata.put("namespace", metadata.path("namespace").asText("default"));
    for (String field : List.of("labels", "annotations")) {
      metadata.set(field, texts(metadata.path(field), "metadata." + field, faults));
    }
    definition.set("metadata", metadata);
    if (body.path("spec") instanceof ObjectNode sentSpec) {
      ObjectNode spec = sentSpec.deepCopy();
      spec.putObject("workflowTemplateRef").put("name", name);
      definition.set("spec", spec);
    } else {
      faults.add("spec", "must be an object");
    }
    return definition;
  }

  /** Values become texts and nulls go: one client cannot read anything else back. */
  private static ObjectNode texts(JsonNode values, String path, Faults faults) {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    if (!values.isObject() && !values.isMissingNode() && !values.isNull()) {
      faults.add(path, "must be an object of texts");
    }
    for (Map.Entry<String, JsonNode> entry : values.properties()) {
      if (entry.getValue().isContainerNode()) {
        faults.add(path + "[\"" + entry.getKey() + "\"]", "must be text");
      } else if (!entry.getValue().isNull()) {
        texts.put(entry.getKey(), entry.getValue().asText());
      }
    }
    return texts;
  }
}

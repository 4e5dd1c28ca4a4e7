package io.gazetteer.api.sdk.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.api.ConnectionEntity;
import io.gazetteer.api.JsonText;
import io.gazetteer.common.FieldErrors;
import io.gazetteer.connection.ConnectionRequest;
import io.gazetteer.connection.FindConnection;
import io.gazetteer.connection.credential.CredentialInput;
import io.gazetteer.connection.credential.CredentialRequest;
import io.gazetteer.connection.credential.FindCredentials;
import io.gazetteer.objectstore.ObjectStores;
import io.gazetteer.publish.PublishOptions;
import io.gazetteer.workflow.CrawlFilter;
import io.gazetteer.workflow.ExtractionMethod;
import io.gazetteer.workflow.FieldNames;
import io.gazetteer.workflow.FilterReader;
import io.gazetteer.workflow.OfflineLocation;
import io.gazetteer.workflow.WorkflowContent;
import io.gazetteer.workflow.WorkflowSettings;
import io.gazetteer.workflow.schedule.CronRule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads the parts of a package, whichever wire form they came in. */
@ApplicationScoped
class PartsReader {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final String METHOD = "extraction-method";
  private static final String INCLUDE = "include-filter";
  private static final String EXCLUDE = "exclude-filter";
  private static final String TABLES = "temp-table-regex";
  private static final String CREDENTIAL = "credential-guid";
  private static final String CONNECTION = "connection";
  private static final String FULL_READ = "full-read";
  private static final String DELETED_CONNECTION = "connection-qualified-name";
  private static final String DELETE_TYPE = "delete-type";
  private static final String DELETE_ASSETS = "delete-assets";
  private static final String PURGE = "PURGE";

  /** Parameters that have a place of their own in what is read. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          METHOD,
          INCLUDE,
          EXCLUDE,
          TABLES,
          CREDENTIAL,
          CONNECTION,
          OfflineLocation.BUCKET,
          OfflineLocation.PREFIX);

  @Inject FilterReader filters;
  @Inject FindCredentials credentials;
  @Inject FindConnection findConnection;
  @Inject ObjectStores stores;

  /**
   * What a package is about.
   *
   * @param connector empty for the package that deletes a connection
   */
  record Kind(String packageName, String template, String connector, String namespace) {
    boolean deletes() {
      return connector.isEmpty();
    }
  }

  /** The content; empty only where errors were noted. */
  Optional<WorkflowContent> content(
      String name, Kind kind, PackageParts sent, Optional<UUID> kept, FieldErrors errors) {
    return kind.deletes()
        ? deletion(name, kind, sent, errors)
        : crawl(name, kind, sent, kept, errors);
  }

  private Optional<WorkflowContent> crawl(
      String name, Kind kind, PackageParts sent, Optional<UUID> kept, FieldErrors errors) {
    FieldNames names = sent.names();
    ExtractionMethod method = method(sent, errors);
    CrawlFilter filter = filter(sent, method, errors);
    Optional<OfflineLocation> offline =
        method == ExtractionMethod.S3 ? Optional.of(offline(sent, errors)) : Optional.empty();
    boolean fullRead = JsonText.flag(sent.parameter(FULL_READ), names.parameter(FULL_READ), errors);
    PublishOptions publishing =
        PublishOptions.read(publishing(sent), stores.names(), names::parameter, errors);
    Optional<ConnectionRequest> connection = connection(sent, kind.connector(), errors);
    Optional<CredentialRequest> credential =
        sent.credential().isMissingNode()
            ? Optional.empty()
            : Optional.of(
                CredentialRequest.read(
                    CredentialInput.read(
                        JsonText.members(sent.credential(), names.credential(), errors),
                        names.credential(),
                        errors),
                    names.credential(),
                    true,
                    errors));
    Optional<UUID> named = named(sent, kept, errors);
    if (method == ExtractionMethod.DIRECT && credential.isEmpty() && named.isEmpty()) {
      errors.add(
          names.noCredential(), "must contain a credential, because extraction-method is direct");
    }
    Optional<CronRule> schedule = schedule(sent, errors);
    return connection.map(
        found ->
            new WorkflowContent(
                name,
                kind.namespace(),
                kind.packageName(),
                kind.template(),
                method,
                filter,
                new WorkflowSettings(fullRead, offline, publishing, false, others(sent)),
                found,
                credential,
                named,
                schedule,
                Optional.of(sent.document().toString())));
  }

  /** Of the package that deletes a connection; it has no credential, filters or schedule. */
  private Optional<WorkflowContent> deletion(
      String name, Kind kind, PackageParts sent, FieldErrors errors) {
    FieldNames names = sent.names();
    String type = sent.parameter(DELETE_TYPE).asText("SOFT");
    boolean typed = sent.parameters().containsKey(DELETE_TYPE);
    if (typed && !type.equals("SOFT") && !type.equals(PURGE)) {
      errors.add(names.parameter(DELETE_TYPE), "must be SOFT or PURGE");
    }
    JsonNode assets = sent.parameters().get(DELETE_ASSETS);
    if (assets != null && !assets.asText().equals("true")) {
      errors.add(
          names.parameter(DELETE_ASSETS),
          "must be true; the connection's own asset alone is deleted by its guid");
    }
    String path = sent.parameter(DELETED_CONNECTION).asText("");
    Optional<ConnectionRequest> connection =
        path.indexOf('\0') < 0
            ? findConnection.byQualifiedName(path).map(ConnectionRequest::of)
            : Optional.empty();
    if (connection.isEmpty()) {
      errors.add(names.parameter(DELETED_CONNECTION), "names no connection");
    }
    if (schedule(sent, errors).isPresent()) {
      errors.add("metadata.annotations", "a connection is not deleted by a schedule");
    }
    return connection.map(
        found ->
            new WorkflowContent(
                name,
                kind.namespace(),
                kind.packageName(),
                kind.template(),
                ExtractionMethod.DIRECT,
                CrawlFilter.ALL,
                new WorkflowSettings(
                    false, Optional.empty(), PublishOptions.NONE, type.equals(PURGE), others(sent)),
                found,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(sent.document().toString())));
  }

  private static ExtractionMethod method(PackageParts sent, FieldErrors errors) {
    Optional<ExtractionMethod> method =
        ExtractionMethod.ofWire(sent.parameter(METHOD).asText("direct"));
    if (method.isEmpty()) {
      errors.add(sent.names().parameter(METHOD), "must be direct, s3 or agent");
    }
    return method.orElse(ExtractionMethod.DIRECT);
  }

  private CrawlFilter filter(PackageParts sent, ExtractionMethod method, FieldErrors errors) {
    String suffix = method == ExtractionMethod.AGENT ? "-agent" : "";
    FieldNames names = sent.names();
    return new CrawlFilter(
        filter(sent, INCLUDE, suffix, errors),
        filter(sent, EXCLUDE, suffix, errors),
        filters.tableRegex(
            JsonText.text(sent.parameter(TABLES), names.parameter(TABLES), errors),
            names.parameter(TABLES),
            errors),
        !flag(sent, CrawlFilter.EXCLUDE_VIEWS, errors),
        !flag(sent, CrawlFilter.EXCLUDE_EMPTY_TABLES, errors),
        flag(sent, "archive-filtered-out", errors),
        flag(sent, "extension-schemas", errors));
  }

  private Map<String, List<String>> filter(
      PackageParts sent, String name, String suffix, FieldErrors errors) {
    String named = sent.parameters().containsKey(name + suffix) ? name + suffix : name;
    return filters.filter(
        JsonText.of(sent.parameter(named)), sent.names().parameter(named), errors);
  }

  /**
   * True or false, as such or as text; absent, null and empty all mean false.
   *
   * @param name dashes in place of its underscores are as good
   */
  private static boolean flag(PackageParts sent, String name, FieldErrors errors) {
    String dashed = name.replace('_', '-');
    String found = sent.parameters().containsKey(dashed) ? dashed : name;
    return JsonText.flag(sent.parameter(found), sent.names().parameter(found), errors);
  }

  private static OfflineLocation offline(PackageParts sent, FieldErrors errors) {
    return OfflineLocation.read(
        stripped(sent, OfflineLocation.BUCKET, errors),
        stripped(sent, OfflineLocation.PREFIX, errors),
        stripped(sent, OfflineLocation.REGION, errors),
        sent.names()::parameter,
        errors);
  }

  private static String stripped(PackageParts sent, String name, FieldErrors errors) {
    return JsonText.text(sent.parameter(name), sent.names().parameter(name), errors).strip();
  }

  private static Map<String, String> publishing(PackageParts sent) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : PublishOptions.PARAMETERS) {
      JsonNode value = sent.parameter(name);
      if (!value.isMissingNode() && !value.isNull()) {
        // No word fits a question mark, as none fits a list or an object.
        texts.put(name, value.isValueNode() ? value.asText() : "?");
      }
    }
    return texts;
  }

  private static List<WorkflowSettings.Parameter> others(PackageParts sent) {
    List<WorkflowSettings.Parameter> others = new ArrayList<>();
    sent.parameters()
        .forEach(
            (name, value) -> {
              if (!ELSEWHERE.contains(name)) {
                String text = value.isTextual() ? value.textValue() : value.toString();
                others.add(new WorkflowSettings.Parameter(name, text));
              }
            });
    return others;
  }

  private Optional<ConnectionRequest> connection(
      PackageParts sent, String connector, FieldErrors errors) {
    FieldNames names = sent.names();
    JsonNode value = sent.parameter(CONNECTION);
    if (value.isMissingNode() || value.isNull()) {
      errors.add(names.connection(""), "must be given: the Connection entity as JSON text");
      return Optional.empty();
    }
    JsonNode entity = JsonText.object(value, names.connection(""), errors);
    if (entity.isMissingNode()) {
      return Optional.empty();
    }
    FieldErrors own = new FieldErrors();
    ConnectionRequest request =
        ConnectionRequest.read(
            JsonText.members(completed(entity).path("attributes"), ".attributes", own),
            connector,
            "",
            own);
    own.errors().forEach(fault -> errors.add(names.connection(fault.field()), fault.message()));
    if (!request.connectorName().equals(connector)) {
      errors.add(
          names.connection(".attributes.connectorName"),
          "must be " + connector + ", as the package says");
    }
    return Optional.of(request);
  }

  /**
   * The entity of a connection, complete. The newer apps name an existing connection without
   * describing it, with or without its admins: what they omit stays as it is.
   */
  private JsonNode completed(JsonNode entity) {
    JsonNode attributes = entity.path("attributes");
    String qualifiedName = attributes.path("qualifiedName").asText("");
    if (!attributes.path("name").asText("").isBlank() || qualifiedName.indexOf('\0') >= 0) {
      return entity;
    }
    return findConnection
        .byQualifiedName(qualifiedName)
        .<JsonNode>map(known -> completed(entity, ConnectionEntity.attributes(known)))
        .orElse(entity);
  }

  /** Admins count as one: a list of one kind replaces all three. */
  private static JsonNode completed(JsonNode entity, ObjectNode known) {
    JsonNode sent = entity.path("attributes");
    if (ConnectionEntity.ADMINS.stream().anyMatch(list -> !isNothing(sent.path(list)))) {
      known.remove(ConnectionEntity.ADMINS);
    }
    for (Map.Entry<String, JsonNode> entry : sent.properties()) {
      if (!isNothing(entry.getValue())) {
        known.set(entry.getKey(), entry.getValue());
      }
    }
    return entity.<ObjectNode>deepCopy().set("attributes", known);
  }

  private static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isBlank())
        || (value.isArray() && value.isEmpty());
  }

  /** The stored credential that {@code credential-guid} names, else the one kept from before. */
  private Optional<UUID> named(PackageParts sent, Optional<UUID> kept, FieldErrors errors) {
    String value =
        JsonText.text(sent.parameter(CREDENTIAL), sent.names().parameter(CREDENTIAL), errors);
    if (!GUID.matcher(value).matches()) {
      return kept;
    }
    UUID guid = UUID.fromString(value);
    if (!kept.equals(Optional.of(guid)) && !credentials.exists(guid)) {
      errors.add(sent.names().parameter(CREDENTIAL), "names no stored credential");
    }
    return Optional.of(guid);
  }

  /** A time zone alone says nothing. */
  private static Optional<CronRule> schedule(PackageParts sent, FieldErrors errors) {
    return sent.cron().isBlank()
        ? Optional.empty()
        : CronRule.read(
            sent.cron(), sent.names().cron(), sent.timeZone(), sent.names().timeZone(), errors);
  }
}

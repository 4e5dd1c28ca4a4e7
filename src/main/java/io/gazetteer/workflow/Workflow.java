package io.gazetteer.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import io.gazetteer.publish.PublishOptions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A stored definition of what to crawl.
 *
 * @param name unique, for example {@code atlan-postgres-1700000000}
 * @param packageName for example {@code @atlan/postgres}
 * @param credentialGuid how to sign in; empty where nothing has to be signed in to
 * @param definition metadata and spec in the form that the SDKs send
 * @param generation counts up with each change, from 1
 * @param createdBy user name of the owner
 * @param archivedAt out of use since then; empty while in use
 */
public record Workflow(
    String name,
    UUID uid,
    String namespace,
    String packageName,
    String templateName,
    String connectionQualifiedName,
    Optional<UUID> credentialGuid,
    ExtractionMethod extractionMethod,
    CrawlFilter filter,
    JsonNode definition,
    int generation,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    Optional<Instant> archivedAt) {

  /** What the names of all templates begin with; the connector follows. */
  static final String TEMPLATE_PREFIX = "atlan-";

  /** The kind of system that it crawls, for example {@code postgres}. */
  public String connectorName() {
    return templateName.substring(TEMPLATE_PREFIX.length());
  }

  private static final String PARAMETERS = "/spec/templates/0/dag/tasks/0/arguments/parameters";

  /** Where the files of an offline extraction lie; of no use where the method is another one. */
  public OfflineLocation offlineLocation() {
    return OfflineLocation.of(parameters());
  }

  /** The parameter of a definition, and of a single run, that asks for full reads. */
  static final String FULL_READ = "full-read";

  /**
   * Whether its runs read everything each time, also what seems to be unchanged. Which tables are
   * empty changes without anything that shows a database as changed.
   */
  public boolean fullRead() {
    return isTrue(definition, FULL_READ) || !filter.emptyTables();
  }

  /** The parameter of a definition that asks for schemas that extensions made for themselves. */
  static final String EXTENSION_SCHEMAS = "extension-schemas";

  /**
   * Whether a parameter of a definition is {@code true}, as such or as text. Dashes in its name are
   * as good as underscores, and come first.
   */
  static boolean isTrue(JsonNode definition, String name) {
    Map<String, JsonNode> parameters = parameters(definition);
    String dashed = name.replace('_', '-');
    JsonNode value = parameters.get(parameters.containsKey(dashed) ? dashed : name);
    return value != null && value.asText("").equals("true");
  }

  /** What it says about publishing what its runs read. */
  public PublishOptions publishing() {
    return PublishOptions.of(parameters());
  }

  /** By name; the last of several wins. */
  private Map<String, JsonNode> parameters() {
    return parameters(definition);
  }

  private static Map<String, JsonNode> parameters(JsonNode definition) {
    Map<String, JsonNode> parameters = new HashMap<>();
    for (JsonNode parameter : definition.at(PARAMETERS)) {
      parameters.put(parameter.path("name").asText(""), parameter.path("value"));
    }
    return parameters;
  }
}

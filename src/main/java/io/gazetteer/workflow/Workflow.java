package io.gazetteer.workflow;

import io.gazetteer.publish.PublishOptions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A stored definition of what to crawl.
 *
 * @param name unique, for example {@code atlan-postgres-1700000000}
 * @param packageName for example {@code @atlan/postgres}
 * @param credentialGuid how to sign in; empty if no sign-in is needed
 * @param document the definition as clients of the SDKs send and read it, a JSON text; means
 *     nothing here
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
    WorkflowSettings settings,
    String document,
    int generation,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    Optional<Instant> archivedAt) {

  /** What the names of all templates begin with; the connector follows. */
  public static final String TEMPLATE_PREFIX = "atlan-";

  /** The kind of system that it crawls, for example {@code postgres}. */
  public String connectorName() {
    return templateName.substring(TEMPLATE_PREFIX.length());
  }

  /**
   * Where the files of an offline extraction lie.
   *
   * @throws java.util.NoSuchElementException where the extraction method is another one
   */
  public OfflineLocation offlineLocation() {
    return settings.offline().orElseThrow();
  }

  /**
   * Whether its runs read everything each time, also what seems to be unchanged. Which tables are
   * empty changes without anything that shows a database as changed.
   */
  public boolean fullRead() {
    return settings.fullRead() || !filter.emptyTables();
  }

  public PublishOptions publishing() {
    return settings.publishing();
  }
}

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
 * @param credentialGuid of the stored credential; empty if no sign-in is needed
 * @param document JSON text in which SDK clients send and read the definition; opaque here
 * @param generation version of the definition, from 1
 * @param createdBy user name of the owner
 * @param archivedAt when it was archived; empty while in use
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

  /** Prefix of all template names; the connector name follows. */
  public static final String TEMPLATE_PREFIX = "atlan-";

  /** The kind of run of a workflow that crawls. */
  public static final String CRAWL = "crawl";

  /** Returns the kind of source, for example {@code postgres}. */
  public String connectorName() {
    return templateName.substring(TEMPLATE_PREFIX.length());
  }

  /** Whether its runs delete the connection's assets instead of crawling it. */
  public boolean deletesConnection() {
    return templateName.equals(DeleteConnectionPackage.TEMPLATE);
  }

  /** The kind of run that it asks for. */
  String runKind() {
    return deletesConnection() ? DeleteConnectionPackage.KIND : CRAWL;
  }

  /**
   * Returns where the files of an offline extraction are.
   *
   * @throws java.util.NoSuchElementException if the extraction method is another one
   */
  public OfflineLocation offlineLocation() {
    return settings.offline().orElseThrow();
  }

  /**
   * Returns whether each run reads everything, including databases that seem unchanged. A workflow
   * that excludes empty tables does, because a table can become empty without a visible change.
   */
  public boolean fullRead() {
    return settings.fullRead() || !filter.emptyTables();
  }

  /** Returns how its runs publish what they read. */
  public PublishOptions publishing() {
    return settings.publishing();
  }
}

package io.gazetteer.workflow;

import io.gazetteer.common.store.StoredDefinition;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A workflow as it is stored; outside its repository it is a {@link Workflow}. */
@Entity
@Table(name = "workflow")
class StoredWorkflow extends StoredDefinition {

  @Id private String name;

  @NotNull
  @Column(updatable = false)
  private UUID uid;

  @NotNull
  @Column(updatable = false)
  private String namespace;

  @NotNull
  @Column(updatable = false)
  private String packageName;

  @NotNull
  @Column(updatable = false)
  private String templateName;

  @NotNull
  @Column(updatable = false)
  private String connectionQualifiedName;

  private UUID credentialGuid;

  @NotNull
  @Enumerated(EnumType.STRING)
  private ExtractionMethod extractionMethod;

  @NotNull
  @JdbcTypeCode(SqlTypes.JSON)
  private String definition;

  @NotNull
  @JdbcTypeCode(SqlTypes.JSON)
  private StoredSettings settings;

  @Column(name = "include_filter")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, List<String>> include;

  @Column(name = "exclude_filter")
  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, List<String>> exclude;

  private String tableRegex;
  private boolean archiveFilteredOut;

  @Min(1)
  private int generation;

  @NotNull
  @Column(updatable = false)
  private String requestFingerprint;

  private Instant archivedAt;

  StoredWorkflow() {}

  StoredWorkflow(WorkflowContent content, String fingerprint, String createdBy, Instant now) {
    super(createdBy, now);
    name = content.name();
    uid = UUID.randomUUID();
    namespace = content.namespace();
    packageName = content.packageName();
    templateName = content.templateName();
    connectionQualifiedName = content.connection().qualifiedName();
    requestFingerprint = fingerprint;
  }

  /** Applies a definition; keeps the credential if the definition names none. */
  void take(WorkflowContent content, String document, Optional<UUID> credential, Instant now) {
    extractionMethod = content.extractionMethod();
    include = content.filter().include();
    exclude = content.filter().exclude();
    tableRegex = content.filter().tableRegex().orElse(null);
    archiveFilteredOut = content.filter().archiveFilteredOut();
    credential.ifPresent(guid -> credentialGuid = guid);
    settings = StoredSettings.of(content);
    redefine(document, now);
  }

  void redefine(String document, Instant now) {
    definition = document;
    generation++;
    changed(now);
  }

  void changeOwner(String username, Instant now) {
    ownedBy(username);
    changed(now);
  }

  void archive(Instant now) {
    archivedAt = now;
    changed(now);
  }

  String requestFingerprint() {
    return requestFingerprint;
  }

  Workflow workflow() {
    return new Workflow(
        name,
        uid,
        namespace,
        packageName,
        templateName,
        connectionQualifiedName,
        Optional.ofNullable(credentialGuid),
        extractionMethod,
        filter(),
        settings.settings(),
        definition,
        generation,
        createdAt(),
        createdBy(),
        updatedAt(),
        Optional.ofNullable(archivedAt));
  }

  private CrawlFilter filter() {
    return settings.filter(
        Objects.requireNonNullElse(include, Map.of()),
        Objects.requireNonNullElse(exclude, Map.of()),
        Optional.ofNullable(tableRegex),
        archiveFilteredOut);
  }
}

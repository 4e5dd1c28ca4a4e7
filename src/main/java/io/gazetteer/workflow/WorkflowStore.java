package io.gazetteer.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** Keeps workflows. */
@ApplicationScoped
class WorkflowStore {

  private static final TypeReference<Map<String, List<String>>> FILTER = new TypeReference<>() {};

  @Inject Jdbi jdbi;
  @Inject Clock clock;
  @Inject ObjectMapper json;

  /** A workflow and what tells a repeat of the request that made it. */
  record Stored(Workflow workflow, String fingerprint) {}

  /** Makes others who create under that name wait until the transaction ends. */
  void lockName(String name) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(sql("lock_name"))
                .bind("name", name)
                .map((row, context) -> true)
                .one());
  }

  /** To be called with the name locked and free. */
  void insert(
      WorkflowContent request,
      String definition,
      Optional<UUID> credentialGuid,
      String fingerprint,
      String createdBy) {
    jdbi.useHandle(
        handle ->
            bind(handle.createUpdate(sql("insert_workflow")), request, definition, credentialGuid)
                .bind("uid", UUID.randomUUID())
                .bind("namespace", request.namespace())
                .bind("packageName", request.packageName())
                .bind("templateName", request.templateName())
                .bind("connectionQualifiedName", request.connection().qualifiedName())
                .bind("fingerprint", fingerprint)
                .bind("createdBy", createdBy)
                .execute());
  }

  /** False when there is no such workflow in use. */
  boolean update(WorkflowContent request, String definition, Optional<UUID> credentialGuid) {
    return jdbi.withHandle(
        handle ->
            bind(handle.createUpdate(sql("update_workflow")), request, definition, credentialGuid)
                    .execute()
                > 0);
  }

  /** False when there is no such workflow in use. */
  boolean changeOwner(String name, String username) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(sql("change_owner"))
                    .bind("name", name)
                    .bind("username", username)
                    .bind("now", clock.instant())
                    .execute()
                > 0);
  }

  /** Replaces metadata and spec alone, where the workflow is in use. */
  void redefine(String name, String definition) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("redefine"))
                .bind("name", name)
                .bind("definition", definition)
                .bind("now", clock.instant())
                .execute());
  }

  /** False when there is no such workflow in use. */
  boolean archive(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(sql("archive_workflow"))
                    .bind("name", name)
                    .bind("now", clock.instant())
                    .execute()
                > 0);
  }

  /** Whatever has that name, archived or not. */
  Optional<Stored> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("find_workflow"))
                .bind("name", name)
                .map(
                    (row, context) ->
                        new Stored(workflow(row), row.getString("request_fingerprint")))
                .findOne());
  }

  /** The workflow in use with that name. */
  Optional<Workflow> inUse(String name) {
    return find(name).map(Stored::workflow).filter(workflow -> workflow.archivedAt().isEmpty());
  }

  List<Workflow> all() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(sql("list_workflows")).map((row, context) -> workflow(row)).list());
  }

  private Update bind(
      Update update, WorkflowContent request, String definition, Optional<UUID> credentialGuid) {
    return update
        .bind("name", request.name())
        .bind("credentialGuid", credentialGuid.map(UUID::toString).orElse(null))
        .bind("extractionMethod", request.extractionMethod().name())
        .bind("definition", definition)
        .bind("settings", text(StoredSettings.of(request)))
        .bind("include", text(request.filter().include()))
        .bind("exclude", text(request.filter().exclude()))
        .bind("tableRegex", request.filter().tableRegex().orElse(null))
        .bind("archiveFilteredOut", request.filter().archiveFilteredOut())
        .bind("now", clock.instant());
  }

  /** A row of {@code workflow} with all its columns. */
  Workflow workflow(ResultSet row) throws SQLException {
    StoredSettings settings = settings(row.getString("settings"));
    return new Workflow(
        row.getString("name"),
        row.getObject("uid", UUID.class),
        row.getString("namespace"),
        row.getString("package_name"),
        row.getString("template_name"),
        row.getString("connection_qualified_name"),
        Optional.ofNullable(row.getObject("credential_guid", UUID.class)),
        ExtractionMethod.valueOf(row.getString("extraction_method")),
        settings.filter(
            filter(row.getString("include_filter")),
            filter(row.getString("exclude_filter")),
            Optional.ofNullable(row.getString("table_regex")),
            row.getBoolean("archive_filtered_out")),
        settings.settings(),
        row.getString("definition"),
        row.getInt("generation"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        row.getTimestamp("updated_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("archived_at")).map(Timestamp::toInstant));
  }

  private Map<String, List<String>> filter(String text) {
    try {
      return text == null ? Map.of() : json.readValue(text, FILTER);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("A stored filter is not one", failure);
    }
  }

  private StoredSettings settings(String text) {
    try {
      return json.readValue(text, StoredSettings.class);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("Stored settings are none", failure);
    }
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("A value that cannot be written as JSON", failure);
    }
  }

  private static String sql(String statement) {
    return SqlFiles.of(WorkflowStore.class, statement);
  }
}

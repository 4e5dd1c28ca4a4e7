package io.gazetteer.connection.credential;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Update;

/** Keeps credentials; secrets go in and out sealed. */
@ApplicationScoped
class CredentialStore {

  /** What secrets of this table are bound to, beside the row. */
  static final String FIELD = "credential";

  @Inject Jdbi jdbi;
  @Inject Clock clock;
  @Inject SecretBox box;
  @Inject ObjectMapper json;

  void insert(UUID guid, CredentialRequest request, String createdBy) {
    jdbi.useHandle(
        handle ->
            bind(handle.createUpdate(sql("insert_credential")), guid, request)
                .bind("createdBy", createdBy)
                .execute());
  }

  /** False when there is no such credential in use. */
  boolean update(UUID guid, CredentialRequest request) {
    return jdbi.withHandle(
        handle -> bind(handle.createUpdate(sql("update_credential")), guid, request).execute() > 0);
  }

  /** False when there is no such credential in use. */
  boolean archive(UUID guid) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(sql("archive_credential"))
                    .bind("guid", guid)
                    .bind("now", clock.instant())
                    .execute()
                > 0);
  }

  Optional<Credential> find(UUID guid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("find_credential"))
                .bind("guid", guid)
                .map((row, context) -> credential(row))
                .findOne());
  }

  List<Credential> list(CredentialFilter filter, int limit, int offset) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("list_credentials"))
                .bind("guid", filter.guid().map(UUID::toString).orElse(null))
                .bind("name", filter.name().orElse(null))
                .bind("connectorType", filter.connectorType().orElse(null))
                .bind("connectorConfigName", filter.connectorConfigName().orElse(null))
                .bind("authType", filter.authType().orElse(null))
                .bind("host", filter.host().orElse(null))
                .bind("active", filter.active())
                .bind("limit", limit)
                .bind("offset", offset)
                .map((row, context) -> credential(row))
                .list());
  }

  /**
   * The secret in clear; an empty object where none is stored.
   *
   * @throws io.gazetteer.common.AppException SECRET_UNREADABLE when it does not open
   */
  ObjectNode secret(UUID guid) {
    Optional<SealedSecret> sealed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(sql("find_secret"))
                    .bind("guid", guid)
                    .map(
                        (row, context) ->
                            new SealedSecret(
                                row.getString("secret_key_id"),
                                row.getBytes("secret_data_key"),
                                row.getBytes("secret")))
                    .findOne());
    if (sealed.isEmpty()) {
      return json.createObjectNode();
    }
    try {
      return (ObjectNode) json.readTree(box.open(guid, FIELD, sealed.get()));
    } catch (IOException notJson) {
      // Without the cause: its text could quote the secret.
      throw new IllegalStateException("A secret is not JSON");
    }
  }

  private Update bind(Update update, UUID guid, CredentialRequest request) {
    Optional<SealedSecret> sealed =
        Optional.of(request.secret())
            .filter(secret -> !secret.isEmpty())
            .map(secret -> box.seal(guid, FIELD, text(secret).getBytes(StandardCharsets.UTF_8)));
    return update
        .bind("guid", guid)
        .bind("name", request.name())
        .bind("host", request.host())
        .bind("port", request.port())
        .bind("authType", request.authType())
        .bind("connectorType", request.connectorType().orElse(null))
        .bind("connectorConfigName", request.connectorConfigName().orElse(null))
        .bind("username", request.username().orElse(null))
        .bind("extra", text(request.settledExtra()))
        .bind("description", request.description().orElse(null))
        .bind("secret", sealed.map(SealedSecret::text).orElse(null))
        .bind("secretDataKey", sealed.flatMap(SealedSecret::dataKey).orElse(null))
        .bind("secretKeyId", sealed.map(SealedSecret::keyId).orElse(null))
        .bind("now", clock.instant());
  }

  private Credential credential(ResultSet row) throws SQLException {
    return new Credential(
        row.getObject("guid", UUID.class),
        row.getString("name"),
        row.getString("host"),
        row.getInt("port"),
        row.getString("auth_type"),
        Optional.ofNullable(row.getString("connector_type")),
        Optional.ofNullable(row.getString("connector_config_name")),
        Optional.ofNullable(row.getString("username")),
        tree(row.getString("extra")),
        Optional.ofNullable(row.getString("description")),
        row.getLong("version"),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        row.getTimestamp("updated_at").toInstant());
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("jsonb that is not JSON", failure);
    }
  }

  private String text(JsonNode node) {
    return node.toString();
  }

  private static String sql(String statement) {
    return SqlFiles.of(CredentialStore.class, statement);
  }
}

package io.gazetteer.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gazetteer.common.SqlFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Keeps connections. */
@ApplicationScoped
class ConnectionStore {

  @Inject Jdbi jdbi;
  @Inject Clock clock;
  @Inject ObjectMapper json;

  void save(ConnectionRequest request, Optional<UUID> credentialGuid, String createdBy) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(sql("save_connection"))
                .bind("qualifiedName", request.qualifiedName())
                .bind("guid", UUID.randomUUID())
                .bind("name", request.name())
                .bind("connectorName", request.connectorName())
                .bind("category", request.category().orElse(null))
                .bind("attributes", request.attributes().toString())
                .bind("adminRoles", texts(request.adminRoles()))
                .bind("adminGroups", texts(request.adminGroups()))
                .bind("adminUsers", texts(request.adminUsers()))
                .bind("allowQuery", request.allowQuery().orElse(null))
                .bind("allowQueryPreview", request.allowQueryPreview().orElse(null))
                .bind("rowLimit", request.rowLimit().orElse(null))
                .bind("credentialGuid", credentialGuid.map(UUID::toString).orElse(null))
                .bind("now", clock.instant())
                .bind("createdBy", createdBy)
                .execute());
  }

  /** Connections by name; a filter that is empty does not restrict. */
  List<Connection> find(Optional<String> qualifiedName, Optional<UUID> guid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql("find_connections"))
                .bind("qualifiedName", qualifiedName.orElse(null))
                .bind("guid", guid.map(UUID::toString).orElse(null))
                .map((row, context) -> connection(row))
                .list());
  }

  private Connection connection(ResultSet row) throws SQLException {
    return new Connection(
        row.getString("qualified_name"),
        row.getObject("guid", UUID.class),
        row.getString("name"),
        row.getString("connector_name"),
        Optional.ofNullable(row.getString("category")),
        tree(row.getString("attributes")),
        list(row, "admin_roles"),
        list(row, "admin_groups"),
        list(row, "admin_users"),
        Optional.ofNullable(row.getObject("allow_query", Boolean.class)),
        Optional.ofNullable(row.getObject("allow_query_preview", Boolean.class)),
        Optional.ofNullable(row.getObject("row_limit", Long.class)),
        Optional.ofNullable(row.getObject("default_credential_guid", UUID.class)),
        row.getTimestamp("created_at").toInstant(),
        row.getString("created_by"),
        row.getTimestamp("updated_at").toInstant());
  }

  private static List<String> list(ResultSet row, String column) throws SQLException {
    return List.of((String[]) row.getArray(column).getArray());
  }

  private JsonNode tree(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException("jsonb that is not JSON", failure);
    }
  }

  private String texts(List<String> values) {
    return json.valueToTree(values).toString();
  }

  private static String sql(String statement) {
    return SqlFiles.of(ConnectionStore.class, statement);
  }
}

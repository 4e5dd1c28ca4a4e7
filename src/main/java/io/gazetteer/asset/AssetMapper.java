package io.gazetteer.asset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads assets from rows of {@link AssetIndex#COLUMNS}. */
final class AssetMapper implements RowMapper<Asset> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Asset map(ResultSet row, StatementContext context) throws SQLException {
    return asset(row);
  }

  static Asset asset(ResultSet row) throws SQLException {
    String parent = row.getString("parent_qualified_name");
    String syncedBy = row.getString("sync_run_name");
    ObjectNode attributes = attributes(row.getString("attributes"));
    String name = row.getString("name");
    return new Asset(
        row.getObject("guid", UUID.class),
        row.getString("type_name"),
        row.getString("qualified_name"),
        attributes.path(StagedAsset.FULL_NAME).asText(name),
        row.getString("connection_qualified_name"),
        Optional.ofNullable(row.getString("connection_name")),
        parent == null
            ? Optional.empty()
            : Optional.of(new Asset.Parent(row.getString("parent_type_name"), parent)),
        new Asset.Place(
            row.getString("database_name"),
            row.getString("schema_name"),
            row.getString("relation_name")),
        "DELETED".equals(row.getString("status")),
        row.getInt("version"),
        attributes,
        instant(row, "created_at"),
        row.getString("created_by"),
        instant(row, "updated_at"),
        row.getString("updated_by"),
        syncedBy == null
            ? Optional.empty()
            : Optional.of(
                new Asset.LastSync(
                    row.getString("sync_workflow_name"), syncedBy, instant(row, "sync_at"))));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static ObjectNode attributes(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException failure) {
      throw new IllegalStateException(
          "The catalog database holds attributes that are not JSON", failure);
    }
  }
}

package io.gazetteer.asset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * One entry in the history of an asset.
 *
 * @param runName the run that did it; empty when a person did
 * @param changedBy user name of the person who did it; empty when a run did
 * @param changesJson JSON object of attribute name to {@code {"old":…,"new":…}}, without a side
 *     that was absent; empty if the kind of change says it all
 */
public record AssetChange(
    long id,
    UUID guid,
    String typeName,
    String qualifiedName,
    String name,
    Optional<String> runName,
    Optional<String> changedBy,
    Kind kind,
    Optional<String> changesJson,
    Instant at) {

  /** How many values say where a change stands among those of its run. */
  static final int PLACE_SIZE = 3;

  @Schema(name = "ChangeKind")
  public enum Kind {
    CREATED,
    CHANGED,
    ARCHIVED,
    RESTORED
  }

  /**
   * An attribute that changed.
   *
   * @param before no value where it was absent
   * @param after likewise
   */
  public record ChangedAttribute(String name, AttributeValue before, AttributeValue after) {}

  /** The attributes that changed; none where the kind says all. */
  public List<ChangedAttribute> changes() {
    List<ChangedAttribute> changes = new ArrayList<>();
    changesJson
        .map(json -> AttributeValue.parse(json).members())
        .orElse(Map.of())
        .forEach(
            (name, value) -> {
              AttributeValue.Members sides = (AttributeValue.Members) value;
              changes.add(new ChangedAttribute(name, sides.get("old"), sides.get("new")));
            });
    return changes;
  }

  /** Where a change stands among those of its run, as {@code find_changes_of_run.sql} sorts. */
  List<String> placeInRun() {
    int place =
        id == 0
            ? 5
            : switch (kind) {
              case ARCHIVED -> 1;
              case CHANGED -> 2;
              case RESTORED -> 3;
              case CREATED -> 4;
            };
    // What merges created comes last, by guid.
    UUID after = id == 0 ? guid : new UUID(0, 0);
    return List.of(Integer.toString(place), Long.toString(id), after.toString());
  }

  static final class Mapper implements RowMapper<AssetChange> {
    @Override
    public AssetChange map(ResultSet row, StatementContext context) throws SQLException {
      return new AssetChange(
          row.getLong("id"),
          row.getObject("guid", UUID.class),
          row.getString("type_name"),
          row.getString("qualified_name"),
          row.getString("name"),
          Optional.ofNullable(row.getString("run_name")),
          Optional.ofNullable(row.getString("changed_by")),
          Kind.valueOf(row.getString("kind")),
          Optional.ofNullable(row.getString("changes")),
          row.getObject("at", OffsetDateTime.class).toInstant());
    }
  }
}

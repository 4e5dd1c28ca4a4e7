package io.gazetteer.asset;

import io.gazetteer.common.SqlFiles;
import io.gazetteer.common.page.PageRequest;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.search.AnswerBudget;
import io.gazetteer.search.RowReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads single assets, their children and their history. */
@ApplicationScoped
class AssetStore {

  private static final String SELECT = "SELECT " + AssetIndex.COLUMNS + " FROM " + AssetIndex.FROM;

  private static final String SELECT_BY_PATHS =
      SELECT
          + " JOIN unnest(:types, :paths) AS w (type_name, qualified_name)"
          + " ON a.qualified_name = w.qualified_name AND a.type_name = w.type_name";

  @Inject Jdbi jdbi;
  @Inject AnswerBudget budget;

  Optional<Asset> byGuid(UUID guid) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " WHERE a.guid = :guid")
                .bind("guid", guid)
                .map(new AssetMapper())
                .findOne());
  }

  /** Returns assets by the text of their guid, without those that do not exist. */
  Map<String, Asset> byGuids(Collection<UUID> guids) {
    Map<String, Asset> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(SELECT + " WHERE a.guid = ANY(:guids)")
                .bindArray("guids", UUID.class, guids.toArray())
                .map(new AssetMapper())
                .forEach(asset -> found.put(asset.guid().toString(), asset)));
    return found;
  }

  /** The same for an answer that holds them whole, whose size is limited. */
  Map<String, Asset> byGuidsForAnswer(Collection<UUID> guids) {
    Map<String, Asset> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(budget.bounded(SELECT + " WHERE a.guid = ANY(:guids)"))
                .bindArray("guids", UUID.class, guids.toArray())
                .map(counting())
                .forEach(asset -> found.put(asset.guid().toString(), asset)));
    return found;
  }

  private RowMapper<Asset> counting() {
    RowReader<Asset> reader = budget.counting(AssetMapper::asset);
    return (row, context) -> reader.read(row);
  }

  Optional<Asset> byQualifiedName(String typeName, String qualifiedName) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " WHERE a.qualified_name = :path AND a.type_name = :type")
                .bind("path", QualifiedNames.bounded(qualifiedName))
                .bind("type", typeName)
                .map(new AssetMapper())
                .findOne());
  }

  // Columns are not in the index over parents; they are found by their paths.
  static final String NO_COLUMN = "a.type_name <> 'Column'";
  static final String COLUMN_OR_NOT =
      "("
          + NO_COLUMN
          + " OR (a.qualified_name >= :parent || '/' AND a.qualified_name < :parent || '0'))";

  /**
   * Returns what an asset contains, columns by number and all else by name, without archived
   * assets.
   */
  List<Asset> children(String parentQualifiedName, Collection<String> typeNames, int limit) {
    return children(
        selectChildren(typeNames), parentQualifiedName, typeNames, limit, new AssetMapper());
  }

  /** The same for an answer that holds them inside its hits, whose size is limited. */
  List<Asset> childrenForAnswer(
      String parentQualifiedName, Collection<String> typeNames, int limit) {
    String select = budget.bounded(selectChildren(typeNames));
    return children(select, parentQualifiedName, typeNames, limit, counting());
  }

  private static String selectChildren(Collection<String> typeNames) {
    return SELECT
        + " WHERE a.parent_qualified_name = :parent AND a.type_name = ANY(:types) AND "
        + (typeNames.contains(Kinds.COLUMN.typeName()) ? COLUMN_OR_NOT : NO_COLUMN)
        + " AND a.status = 'ACTIVE' ORDER BY a.ordinal, a.name, a.type_name LIMIT :limit";
  }

  private List<Asset> children(
      String select,
      String parentQualifiedName,
      Collection<String> typeNames,
      int limit,
      RowMapper<Asset> mapper) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(select)
                .bind("parent", parentQualifiedName)
                .bindArray("types", String.class, typeNames.toArray())
                .bind("limit", limit)
                .map(mapper)
                .list());
  }

  /** Returns assets by type and path, without those that do not exist. */
  Map<Asset.Parent, Asset> byPaths(Collection<Asset.Parent> wanted) {
    return byPaths(SELECT_BY_PATHS, wanted, new AssetMapper());
  }

  /** The same for an answer that holds them inside its hits, whose size is limited. */
  Map<Asset.Parent, Asset> byPathsForAnswer(Collection<Asset.Parent> wanted) {
    return byPaths(budget.bounded(SELECT_BY_PATHS), wanted, counting());
  }

  private Map<Asset.Parent, Asset> byPaths(
      String select, Collection<Asset.Parent> wanted, RowMapper<Asset> mapper) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Map<Asset.Parent, Asset> found = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(select)
                .bindArray(
                    "types", String.class, wanted.stream().map(Asset.Parent::typeName).toArray())
                .bindArray(
                    "paths",
                    String.class,
                    wanted.stream().map(Asset.Parent::qualifiedName).toArray())
                .map(mapper)
                .forEach(
                    asset ->
                        found.put(
                            new Asset.Parent(asset.typeName(), asset.qualifiedName()), asset)));
    return found;
  }

  List<AssetChange> changes(UUID guid, long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SqlFiles.of(AssetStore.class, "find_changes"))
                .bind("guid", guid)
                .bind("before", before)
                .bind("limit", limit)
                .map(new AssetChange.Mapper())
                .list());
  }

  List<AssetChange> changesOfRun(String runName, PageRequest page) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SqlFiles.of(AssetStore.class, "find_changes_of_run"))
                .bind("run", runName)
                .bind("place", page.number(0, 0))
                .bind("id", page.number(1, 0))
                .bind("guid", page.guid(2, new UUID(0, 0)))
                .bind("limit", page.fetchSize())
                .map(new AssetChange.Mapper())
                .list());
  }

  /** Active assets by type, of one connection or of all when null. */
  Map<String, Long> countsByType(String connectionQualifiedName) {
    Map<String, Long> counts = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(SqlFiles.of(AssetStore.class, "count_by_type"))
                .bind("connection", connectionQualifiedName)
                .map((row, context) -> Map.entry(row.getString("type_name"), row.getLong("assets")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue())));
    return counts;
  }
}

package io.gazetteer.asset;

import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.common.SqlFiles;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/** A store of its own for tests of stages, and what they put into it. */
final class StageStore {

  static final String CONNECTION = "default/postgres/1700000000";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-29T01:30:00Z"), ZoneOffset.UTC);

  final StoreDatabase database = StoreDatabase.create();
  final Jdbi jdbi = database.jdbi();

  static StageStore create() {
    return new StageStore();
  }

  void empty() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "TRUNCATE asset, asset_curation, asset_change, asset_merge, database_sync,"
                    + " archive_hold"));
  }

  static StagedAsset table(
      String schema, String name, String attributes, String... unknownAttributes) {
    String schemaPath = CONNECTION + "/shop/" + schema;
    return new StagedAsset(
        Kinds.TABLE.typeName(),
        Vocabulary.standard().names().child(schemaPath, name),
        name,
        schemaPath,
        Kinds.SCHEMA.typeName(),
        "shop",
        schema,
        null,
        null,
        attributes(attributes),
        "{\"rowCount\":1}".getBytes(StandardCharsets.UTF_8),
        List.of(unknownAttributes));
  }

  static StagedAsset.Attributes attributes(String json) {
    return new StagedAsset.Attributes(json.getBytes(StandardCharsets.UTF_8), -1);
  }

  static MergeScope scope(String run) {
    return scope(run, Set.of(), Map.of());
  }

  static MergeScope scope(
      String run, Set<String> excludedSchemas, Map<String, Set<String>> excludedRelations) {
    return new MergeScope(
        CONNECTION, "shop", "atlan-postgres-1", run, excludedSchemas, excludedRelations, Set.of());
  }

  static StagedAsset withRows(StagedAsset asset, int rows) {
    return new StagedAsset(
        asset.typeName(),
        asset.qualifiedName(),
        asset.name(),
        asset.parentQualifiedName(),
        asset.parentTypeName(),
        asset.databaseName(),
        asset.schemaName(),
        asset.relationName(),
        asset.ordinal(),
        asset.attributes(),
        ("{\"rowCount\":" + rows + "}").getBytes(StandardCharsets.UTF_8),
        asset.unknownAttributes());
  }

  static StagedAsset index(String schema, String table, String name) {
    String tablePath = Vocabulary.standard().names().child(CONNECTION + "/shop/" + schema, table);
    return new StagedAsset(
        PostgresKinds.INDEX.typeName(),
        Vocabulary.standard().names().object(tablePath, PostgresKinds.INDEX, name),
        name,
        tablePath,
        Kinds.TABLE.typeName(),
        "shop",
        schema,
        table,
        null,
        attributes("{}"),
        null,
        List.of());
  }

  Stage stage(MergeScope scope, boolean dryRun) throws SQLException {
    return new Stage(
        () -> Postgres.connect(database.name()),
        CLOCK,
        new StageTarget(
            scope.connectionQualifiedName(), scope.databaseName(), scope.workflowName(), dryRun),
        Vocabulary.standard().names());
  }

  MergeCounts merge(MergeScope scope, StagedAsset... assets) throws SQLException {
    try (Stage stage = stage(scope, false)) {
      for (StagedAsset asset : assets) {
        stage.write(asset);
      }
      return stage.merge(scope, MergeRules.UNLIMITED);
    }
  }

  MergeCounts mergeWith(MergeRules rules, String run, StagedAsset... assets) throws SQLException {
    try (Stage stage = stage(scope(run), rules.dryRun())) {
      for (StagedAsset asset : assets) {
        stage.write(asset);
      }
      return stage.merge(scope(run), rules);
    }
  }

  List<String> query(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  UUID guid(String name) {
    return UUID.fromString(query("SELECT guid FROM asset WHERE name = '" + name + "'").get(0));
  }

  List<String> changes() {
    return Stream.of("run-1", "run-2", "run-3")
        .flatMap(run -> changesOfRun(run, 100).stream())
        .map(
            change ->
                change.runName().orElse("")
                    + (" " + change.kind() + " " + change.name())
                    + change.changesJson().map(json -> " " + json).orElse(""))
        .toList();
  }

  List<AssetChange> changesOfRun(String run, int limit) {
    return changes(
        "find_changes_of_run",
        Map.of("run", run, "place", 0, "id", 0L, "guid", new UUID(0, 0)),
        limit);
  }

  List<AssetChange> changesOf(UUID guid, int limit) {
    return changes("find_changes", Map.of("guid", guid, "before", Long.MAX_VALUE), limit);
  }

  private List<AssetChange> changes(String statement, Map<String, Object> values, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SqlFiles.of(AssetStore.class, statement))
                .bindMap(values)
                .bind("limit", limit)
                .map(new AssetChange.Mapper())
                .list());
  }
}

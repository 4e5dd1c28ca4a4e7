package io.gazetteer.asset;

import io.gazetteer.asset.load.StageTarget;
import io.gazetteer.model.Kinds;
import io.gazetteer.model.Vocabulary;
import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.StoreDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** Merges small databases of tables into an own store, as runs of several workflows do. */
final class MergeScenario {

  static final String CONNECTION = "default/postgres/1700000000";
  static final String DATABASE = "shop";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-29T01:30:00Z"), ZoneOffset.UTC);

  private final StoreDatabase store = StoreDatabase.create();
  final Jdbi jdbi = store.jdbi();

  /** A run of a workflow over {@link #DATABASE}. */
  static MergeScope run(String workflow, String run, String... schemasLeftOut) {
    return new MergeScope(
        CONNECTION, DATABASE, workflow, run, Set.of(schemasLeftOut), Map.of(), Set.of());
  }

  /** Schemas and tables, each named {@code schema} or {@code schema.table}. */
  MergeCounts merge(MergeScope scope, MergeRules rules, String... names) throws SQLException {
    return merge(connect(), scope, rules, names);
  }

  /** A connection to the own store, which a stage closes. */
  Connection connect() throws SQLException {
    return Postgres.connect(store.name());
  }

  static MergeCounts merge(
      Connection connection, MergeScope scope, MergeRules rules, String... names)
      throws SQLException {
    StageTarget target =
        new StageTarget(
            scope.connectionQualifiedName(),
            scope.databaseName(),
            scope.workflowName(),
            rules.dryRun());
    try (Stage stage = new Stage(() -> connection, CLOCK, target, Vocabulary.standard().names())) {
      Arrays.stream(names).map(MergeScenario::asset).forEach(stage::write);
      return stage.merge(scope, rules);
    }
  }

  long changes() {
    return jdbi.withHandle(
        handle ->
            MergeFence.changes(handle, Map.of("connection", CONNECTION, "database", DATABASE)));
  }

  List<String> query(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  void execute(String sql) {
    jdbi.useHandle(handle -> handle.execute(sql));
  }

  List<String> active() {
    return query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name");
  }

  private static StagedAsset asset(String name) {
    int dot = name.indexOf('.');
    String path = CONNECTION + "/" + DATABASE;
    boolean table = dot > 0;
    String schema = table ? name.substring(0, dot) : name;
    return new StagedAsset(
        table ? Kinds.TABLE.typeName() : Kinds.SCHEMA.typeName(),
        path + "/" + name.replace('.', '/'),
        name,
        table ? path + "/" + schema : path,
        table ? Kinds.SCHEMA.typeName() : Kinds.DATABASE.typeName(),
        DATABASE,
        schema,
        null,
        null,
        StageStore.attributes("{}"),
        null,
        List.of());
  }
}

package io.gazetteer.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import io.gazetteer.testing.StoreDatabase;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StageTest {

  private static final String CONNECTION = "default/postgres/1700000000";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-29T01:30:00Z"), ZoneOffset.UTC);
  private static final MergeCounts NOTHING_DONE = new MergeCounts(0, 0, 0, 0, 2);

  private static StoreDatabase store;
  private static Jdbi jdbi;

  @BeforeAll
  static void make_a_store() {
    store = StoreDatabase.create();
    jdbi = store.jdbi();
  }

  @BeforeEach
  void empty_the_store() {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "TRUNCATE asset, asset_curation, asset_change, database_sync, archive_hold"));
  }

  private static StagedAsset table(String schema, String name, String attributes) {
    return table(schema, name, attributes, null);
  }

  private static StagedAsset table(
      String schema, String name, String attributes, String unknownAttribute) {
    String schemaPath = CONNECTION + "/shop/" + schema;
    return new StagedAsset(
        AssetTypes.TABLE,
        QualifiedName.child(schemaPath, name),
        name,
        schemaPath,
        AssetTypes.SCHEMA,
        "shop",
        schema,
        null,
        null,
        attributes.getBytes(StandardCharsets.UTF_8),
        "{\"rowCount\":1}".getBytes(StandardCharsets.UTF_8),
        unknownAttribute);
  }

  private static MergeScope scope(String run) {
    return scope(run, Set.of(), Map.of());
  }

  private static MergeScope scope(
      String run, Set<String> schemasLeftOut, Map<String, Set<String>> relationsLeftOut) {
    return new MergeScope(
        CONNECTION, "shop", "atlan-postgres-1", run, schemasLeftOut, relationsLeftOut, Set.of());
  }

  private static MergeCounts merge(MergeScope scope, StagedAsset... assets) throws SQLException {
    try (Stage stage = new Stage(Postgres.connect(store.name()), CLOCK)) {
      for (StagedAsset asset : assets) {
        stage.write(asset);
      }
      return stage.merge(scope, MergeRules.UNLIMITED);
    }
  }

  private static List<String> query(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  private static UUID guid(String name) {
    return UUID.fromString(query("SELECT guid FROM asset WHERE name = '" + name + "'").get(0));
  }

  private static List<String> changes() {
    return query(
        "SELECT h.run_name || ' ' || h.kind || ' ' || a.name || coalesce(' ' || CAST(h.changes AS text), '')"
            + " FROM asset_change h JOIN asset a USING (guid) ORDER BY h.id");
  }

  @Test
  void a_first_merge_creates_each_asset_and_says_so() throws SQLException {
    MergeCounts counts =
        merge(scope("run-1"), table("a", "x", "{\"k\":1}"), table("a", "y", "{\"k\":2}"));
    assertThat(counts).isEqualTo(new MergeCounts(2, 0, 0, 0, 0));
    assertThat(changes()).containsExactlyInAnyOrder("run-1 CREATED x", "run-1 CREATED y");
  }

  @Test
  void a_second_merge_of_the_same_changes_nothing_at_all() throws SQLException {
    StagedAsset[] assets = {table("a", "x", "{\"k\":1}"), table("a", "y", "{\"k\":2}")};
    merge(scope("run-1"), assets);
    List<String> before =
        query("SELECT xmin || ' ' || ctid || ' ' || guid FROM asset ORDER BY guid");
    assertThat(merge(scope("run-2"), assets)).isEqualTo(NOTHING_DONE);
    assertThat(query("SELECT xmin || ' ' || ctid || ' ' || guid FROM asset ORDER BY guid"))
        .isEqualTo(before);
    assertThat(changes()).noneMatch(change -> change.startsWith("run-2"));
  }

  @Test
  void a_change_names_the_attributes_with_old_and_new() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{\"gone\":1,\"kept\":\"same\",\"moved\":\"old\"}"));
    MergeCounts counts =
        merge(
            scope("run-2"), table("a", "x", "{\"kept\":\"same\",\"moved\":\"new\",\"came\":true}"));
    assertThat(counts).isEqualTo(new MergeCounts(0, 1, 0, 0, 0));
    assertThat(changes())
        .contains(
            "run-2 CHANGED x {\"came\": {\"new\": true}, \"gone\": {\"old\": 1},"
                + " \"moved\": {\"new\": \"new\", \"old\": \"old\"}}");
    assertThat(query("SELECT version FROM asset")).containsExactly("2");
  }

  @Test
  void what_vanished_is_archived_and_comes_back_with_its_guid() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{}"), table("a", "y", "{}"));
    UUID before = guid("x");
    assertThat(merge(scope("run-2"), table("a", "y", "{}")))
        .isEqualTo(new MergeCounts(0, 0, 0, 1, 1));
    assertThat(query("SELECT status FROM asset WHERE name = 'x'")).containsExactly("DELETED");
    assertThat(merge(scope("run-3"), table("a", "x", "{}"), table("a", "y", "{}")))
        .isEqualTo(new MergeCounts(0, 0, 1, 0, 1));
    assertThat(guid("x")).isEqualTo(before);
    assertThat(changes()).contains("run-2 ARCHIVED x", "run-3 RESTORED x {}");
  }

  @Test
  void what_was_left_out_on_purpose_is_not_archived() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{}"), table("b", "y", "{}"), table("b", "z", "{}"));
    MergeCounts counts = merge(scope("run-2", Set.of("a"), Map.of("b", Set.of("y"))));
    assertThat(counts.archived()).isEqualTo(1);
    assertThat(query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name"))
        .containsExactly("x", "y");
  }

  @Test
  void a_type_that_could_not_be_read_is_not_archived() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{}"), index("a", "x", "i"), table("a", "y", "{}"));
    MergeScope indexesNotRead =
        new MergeScope(
            CONNECTION,
            "shop",
            "atlan-postgres-1",
            "run-2",
            Set.of(),
            Map.of(),
            Set.of(AssetTypes.POSTGRES_INDEX));
    assertThat(merge(indexesNotRead, table("a", "x", "{}")).archived()).isEqualTo(1);
    assertThat(query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name"))
        .containsExactly("i", "x");
    assertThat(merge(scope("run-3"), table("a", "x", "{}")).archived()).isEqualTo(1);
  }

  @Test
  void parts_of_a_relation_that_was_left_out_are_not_archived() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{}"), index("a", "x", "i"), index("a", "other", "j"));
    merge(scope("run-2", Set.of(), Map.of("a", Set.of("x"))));
    assertThat(query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name"))
        .containsExactly("i", "x");
  }

  private static StagedAsset index(String schema, String table, String name) {
    String tablePath = CONNECTION + "/shop/" + schema + "/" + table;
    return new StagedAsset(
        AssetTypes.POSTGRES_INDEX,
        QualifiedName.object(tablePath, AssetTypes.POSTGRES_INDEX, name),
        name,
        tablePath,
        AssetTypes.TABLE,
        "shop",
        schema,
        table,
        null,
        "{}".getBytes(StandardCharsets.UTF_8),
        null,
        null);
  }

  @Test
  void other_databases_and_connections_are_not_touched() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{}"));
    try (Stage stage = new Stage(Postgres.connect(store.name()), CLOCK)) {
      stage.merge(
          new MergeScope(
              CONNECTION, "other", "atlan-postgres-1", "run-2", Set.of(), Map.of(), Set.of()),
          MergeRules.UNLIMITED);
    }
    try (Stage stage = new Stage(Postgres.connect(store.name()), CLOCK)) {
      stage.merge(
          new MergeScope(
              "default/postgres/2",
              "shop",
              "atlan-postgres-2",
              "run-3",
              Set.of(),
              Map.of(),
              Set.of()),
          MergeRules.UNLIMITED);
    }
    assertThat(query("SELECT name FROM asset WHERE status = 'ACTIVE'")).containsExactly("x");
  }

  @Test
  void an_attribute_that_could_not_be_read_keeps_its_value() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{\"definition\":\"SELECT 1\",\"k\":1}"));
    MergeCounts counts = merge(scope("run-2"), table("a", "x", "{\"k\":1}", "definition"));
    assertThat(counts).isEqualTo(new MergeCounts(0, 0, 0, 0, 1));
    assertThat(query("SELECT attributes ->> 'definition' FROM asset")).containsExactly("SELECT 1");
    assertThat(merge(scope("run-3"), table("a", "x", "{\"definition\":\"SELECT 1\",\"k\":1}")))
        .isEqualTo(new MergeCounts(0, 0, 0, 0, 1));
  }

  @Test
  void figures_are_refreshed_without_a_change() throws SQLException {
    merge(scope("run-1"), table("a", "x", "{}"));
    jdbi.useHandle(handle -> handle.execute("UPDATE asset SET statistics = '{\"rowCount\":99}'"));
    assertThat(merge(scope("run-2"), table("a", "x", "{}")))
        .isEqualTo(new MergeCounts(0, 0, 0, 0, 1));
    assertThat(query("SELECT statistics ->> 'rowCount' FROM asset")).containsExactly("1");
    assertThat(changes()).containsExactly("run-1 CREATED x");
  }

  @Test
  void a_stage_that_is_never_merged_leaves_nothing_behind() throws SQLException {
    try (Stage stage = new Stage(Postgres.connect(store.name()), CLOCK)) {
      stage.write(table("a", "x", "{}"));
    }
    assertThat(query("SELECT name FROM asset")).isEmpty();
  }

  @Test
  void odd_names_arrive_as_they_are() throws SQLException {
    String name = "a\tb\\c\n\"d\" 😀/%";
    merge(scope("run-1"), table("a", name, "{\"description\":\"tab\\t\\\\ é\"}"));
    assertThat(query("SELECT name FROM asset")).containsExactly(name);
    assertThat(query("SELECT qualified_name FROM asset").get(0)).endsWith("😀%2F%25");
    assertThat(query("SELECT attributes ->> 'description' FROM asset"))
        .containsExactly("tab\t\\ é");
  }

  @Test
  void the_run_that_read_a_database_last_is_noted() throws SQLException {
    merge(scope("run-1"));
    merge(scope("run-2"));
    assertThat(query("SELECT run_name || ' ' || (at AT TIME ZONE 'UTC') FROM database_sync"))
        .containsExactly("run-2 2026-03-29 01:30:00");
  }

  private static MergeCounts mergeWith(MergeRules rules, String run, StagedAsset... assets)
      throws SQLException {
    try (Stage stage = new Stage(Postgres.connect(store.name()), CLOCK)) {
      for (StagedAsset asset : assets) {
        stage.write(asset);
      }
      return stage.merge(scope(run), rules);
    }
  }

  @Test
  void losing_too_much_at_once_is_held_back_until_somebody_approves() throws SQLException {
    MergeRules half = new MergeRules(50, false);
    mergeWith(half, "run-1", table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}"));
    MergeCounts held = mergeWith(half, "run-2", table("a", "x", "{}"));
    assertThat(held.archived()).isZero();
    assertThat(held.held().candidates()).isEqualTo(2);
    assertThat(held.held().active()).isEqualTo(3);
    assertThat(held.held().examples())
        .hasSize(2)
        .allMatch(line -> line.startsWith("Table default/"));
    assertThat(query("SELECT name FROM asset WHERE status = 'ACTIVE'")).hasSize(3);

    jdbi.useHandle(
        handle ->
            handle.execute("UPDATE archive_hold SET approved_by = 'admin', approved_at = now()"));
    assertThat(mergeWith(half, "run-3", table("a", "x", "{}")).archived()).isEqualTo(2);
    assertThat(query("SELECT run_name FROM archive_hold")).isEmpty();
  }

  @Test
  void the_limit_is_on_what_a_run_takes_from_all_databases_together() throws SQLException {
    for (String database : List.of("one", "two", "three", "four", "five")) {
      mergeDatabase(database, "run-1", table("a", "x_" + database, "{}"));
    }
    List<Long> archived = new ArrayList<>();
    for (String database : List.of("one", "two", "three", "four", "five")) {
      archived.add(mergeDatabase(database, "run-2").archived());
    }
    assertThat(archived).containsExactly(1L, 1L, 0L, 0L, 0L);
  }

  private static MergeCounts mergeDatabase(String database, String run, StagedAsset... assets)
      throws SQLException {
    try (Stage stage = new Stage(Postgres.connect(store.name()), CLOCK)) {
      for (StagedAsset asset : assets) {
        stage.write(
            new StagedAsset(
                asset.typeName(),
                CONNECTION + "/" + database + "/a/" + asset.name(),
                asset.name(),
                CONNECTION + "/" + database + "/a",
                asset.parentTypeName(),
                database,
                asset.schemaName(),
                null,
                null,
                asset.attributesJson(),
                asset.statisticsJson(),
                null));
      }
      return stage.merge(
          new MergeScope(
              CONNECTION, database, "atlan-postgres-1", run, Set.of(), Map.of(), Set.of()),
          new MergeRules(50, false));
    }
  }

  @Test
  void an_approval_does_not_cover_more_than_was_seen() throws SQLException {
    MergeRules half = new MergeRules(50, false);
    mergeWith(half, "run-1", table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}"));
    mergeWith(half, "run-2", table("a", "x", "{}"));
    jdbi.useHandle(
        handle ->
            handle.execute("UPDATE archive_hold SET approved_by = 'admin', approved_at = now()"));
    assertThat(mergeWith(half, "run-3").held().candidates()).isEqualTo(3);
    assertThat(query("SELECT approved_by FROM archive_hold WHERE approved_by IS NOT NULL"))
        .isEmpty();
    assertThat(query("SELECT name FROM asset WHERE status = 'ACTIVE'")).hasSize(3);
  }

  @Test
  void what_is_back_needs_no_approval_any_more() throws SQLException {
    MergeRules half = new MergeRules(50, false);
    StagedAsset[] all = {table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}")};
    mergeWith(half, "run-1", all);
    mergeWith(half, "run-2", table("a", "x", "{}"));
    mergeWith(half, "run-3", all);
    assertThat(query("SELECT run_name FROM archive_hold")).isEmpty();
  }

  @Test
  void a_dry_run_tells_what_would_happen_and_does_nothing() throws SQLException {
    MergeRules real = MergeRules.UNLIMITED;
    mergeWith(real, "run-1", table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}"));
    List<String> before = query("SELECT xmin || ' ' || guid FROM asset ORDER BY guid");
    MergeCounts would =
        mergeWith(
            new MergeRules(100, true),
            "run-2",
            table("a", "x", "{\"k\":1}"),
            table("a", "new", "{}"));
    assertThat(would.created()).isEqualTo(1);
    assertThat(would.changed()).isEqualTo(1);
    assertThat(would.held().candidates()).isEqualTo(2);
    assertThat(query("SELECT xmin || ' ' || guid FROM asset ORDER BY guid")).isEqualTo(before);
    assertThat(query("SELECT run_name FROM archive_hold")).isEmpty();
    assertThat(changes()).noneMatch(change -> change.startsWith("run-2"));
  }
}

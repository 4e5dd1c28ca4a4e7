package io.gazetteer.asset;

import static io.gazetteer.asset.StageStore.CONNECTION;
import static io.gazetteer.asset.StageStore.index;
import static io.gazetteer.asset.StageStore.scope;
import static io.gazetteer.asset.StageStore.table;
import static io.gazetteer.asset.StageStore.withRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import io.gazetteer.model.PostgresKinds;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class StageTest {

  private static final MergeCounts NOTHING_DONE = new MergeCounts(0, 0, 0, 0, 2);

  private static StageStore store;

  @BeforeAll
  static void make_a_store() {
    store = StageStore.create();
  }

  @BeforeEach
  void empty_the_store() {
    store.empty();
  }

  @Test
  void a_first_merge_creates_each_asset_and_says_so() throws SQLException {
    MergeCounts counts =
        store.merge(scope("run-1"), table("a", "x", "{\"k\":1}"), table("a", "y", "{\"k\":2}"));
    assertThat(counts).isEqualTo(new MergeCounts(2, 0, 0, 0, 0));
    assertThat(store.changes()).containsExactlyInAnyOrder("run-1 CREATED x", "run-1 CREATED y");
  }

  @Test
  void what_comes_twice_is_named_and_changes_nothing() throws SQLException {
    twice();
    assertThat(store.changes()).isEmpty();
    // The stage of a first crawl is another one than that of those that follow.
    store.merge(scope("run-1"), table("a", "other", "{}"));
    List<String> before = store.changes();
    twice();
    assertThat(store.changes()).isEqualTo(before);
  }

  private static void twice() {
    assertThatThrownBy(
            () ->
                store.merge(
                    scope("run-1"),
                    table("a", "x", "{\"k\":1}"),
                    table("a", "y", "{\"k\":2}"),
                    table("a", "x", "{\"k\":3}")))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(AssetError.STAGED_TWICE);
              assertThat(fault.getMessage()).contains("Table", "/shop/a/x", "Nothing was changed");
            });
  }

  @Test
  void a_second_merge_of_the_same_changes_nothing_at_all() throws SQLException {
    StagedAsset[] assets = {table("a", "x", "{\"k\":1}"), table("a", "y", "{\"k\":2}")};
    store.merge(scope("run-1"), assets);
    List<String> before =
        store.query("SELECT xmin || ' ' || ctid || ' ' || guid FROM asset ORDER BY guid");
    assertThat(store.merge(scope("run-2"), assets)).isEqualTo(NOTHING_DONE);
    assertThat(store.query("SELECT xmin || ' ' || ctid || ' ' || guid FROM asset ORDER BY guid"))
        .isEqualTo(before);
    assertThat(store.changes()).noneMatch(change -> change.startsWith("run-2"));
  }

  @Test
  void a_change_names_the_attributes_with_old_and_new() throws SQLException {
    store.merge(
        scope("run-1"), table("a", "x", "{\"gone\":1,\"kept\":\"same\",\"moved\":\"old\"}"));
    MergeCounts counts =
        store.merge(
            scope("run-2"), table("a", "x", "{\"kept\":\"same\",\"moved\":\"new\",\"came\":true}"));
    assertThat(counts).isEqualTo(new MergeCounts(0, 1, 0, 0, 0));
    assertThat(store.changes())
        .contains(
            "run-2 CHANGED x {\"came\": {\"new\": true}, \"gone\": {\"old\": 1},"
                + " \"moved\": {\"new\": \"new\", \"old\": \"old\"}}");
    assertThat(store.query("SELECT version FROM asset")).containsExactly("2");
  }

  @Test
  void what_vanished_is_archived_and_comes_back_with_its_guid() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{}"), table("a", "y", "{}"));
    UUID before = store.guid("x");
    assertThat(store.merge(scope("run-2"), table("a", "y", "{}")))
        .isEqualTo(new MergeCounts(0, 0, 0, 1, 1));
    assertThat(store.query("SELECT status FROM asset WHERE name = 'x'")).containsExactly("DELETED");
    assertThat(store.merge(scope("run-3"), table("a", "x", "{}"), table("a", "y", "{}")))
        .isEqualTo(new MergeCounts(0, 0, 1, 0, 1));
    assertThat(store.guid("x")).isEqualTo(before);
    assertThat(store.changes()).contains("run-2 ARCHIVED x", "run-3 RESTORED x {}");
  }

  @Test
  void what_was_left_out_on_purpose_is_not_archived() throws SQLException {
    store.merge(
        scope("run-1"), table("a", "x", "{}"), table("b", "y", "{}"), table("b", "z", "{}"));
    MergeCounts counts = store.merge(scope("run-2", Set.of("a"), Map.of("b", Set.of("y"))));
    assertThat(counts.archived()).isEqualTo(1);
    assertThat(store.query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name"))
        .containsExactly("x", "y");
  }

  @Test
  void a_type_that_could_not_be_read_is_not_archived() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{}"), index("a", "x", "i"), table("a", "y", "{}"));
    MergeScope indexesNotRead =
        new MergeScope(
            CONNECTION,
            "shop",
            "atlan-postgres-1",
            "run-2",
            Set.of(),
            Map.of(),
            Set.of(PostgresKinds.INDEX.typeName()));
    assertThat(store.merge(indexesNotRead, table("a", "x", "{}")).archived()).isEqualTo(1);
    assertThat(store.query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name"))
        .containsExactly("i", "x");
    assertThat(store.merge(scope("run-3"), table("a", "x", "{}")).archived()).isEqualTo(1);
  }

  @Test
  void parts_of_a_relation_that_was_left_out_are_not_archived() throws SQLException {
    store.merge(
        scope("run-1"), table("a", "x", "{}"), index("a", "x", "i"), index("a", "other", "j"));
    store.merge(scope("run-2", Set.of(), Map.of("a", Set.of("x"))));
    assertThat(store.query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name"))
        .containsExactly("i", "x");
  }

  @Test
  void other_databases_and_connections_are_not_touched() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{}"));
    store.merge(
        new MergeScope(
            CONNECTION, "other", "atlan-postgres-1", "run-2", Set.of(), Map.of(), Set.of()));
    store.merge(
        new MergeScope(
            "default/postgres/2",
            "shop",
            "atlan-postgres-2",
            "run-3",
            Set.of(),
            Map.of(),
            Set.of()));
    assertThat(store.query("SELECT name FROM asset WHERE status = 'ACTIVE'")).containsExactly("x");
  }

  @Test
  void an_attribute_that_could_not_be_read_keeps_its_value() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{\"definition\":\"SELECT 1\",\"k\":1}"));
    MergeCounts counts = store.merge(scope("run-2"), table("a", "x", "{\"k\":1}", "definition"));
    assertThat(counts).isEqualTo(new MergeCounts(0, 0, 0, 0, 1));
    assertThat(store.query("SELECT attributes ->> 'definition' FROM asset"))
        .containsExactly("SELECT 1");
    assertThat(
            store.merge(scope("run-3"), table("a", "x", "{\"definition\":\"SELECT 1\",\"k\":1}")))
        .isEqualTo(new MergeCounts(0, 0, 0, 0, 1));
  }

  @Test
  void figures_are_refreshed_without_a_change() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{}"));
    assertThat(store.merge(scope("run-2"), withRows(table("a", "x", "{}"), 99)))
        .isEqualTo(new MergeCounts(0, 0, 0, 0, 1));
    assertThat(store.query("SELECT statistics ->> 'rowCount' FROM asset")).containsExactly("99");
    assertThat(store.changes()).containsExactly("run-1 CREATED x");
  }

  @Test
  void a_stage_that_is_never_merged_leaves_nothing_behind() throws SQLException {
    try (Stage stage = store.stage(scope("run-1"), false)) {
      stage.write(table("a", "x", "{}"));
    }
    assertThat(store.query("SELECT name FROM asset")).isEmpty();
  }

  @Test
  void odd_names_arrive_as_they_are() throws SQLException {
    String name = "a\tb\\c\n\"d\" 😀/%";
    store.merge(scope("run-1"), table("a", name, "{\"description\":\"tab\\t\\\\ é\"}"));
    assertThat(store.query("SELECT name FROM asset")).containsExactly(name);
    assertThat(store.query("SELECT qualified_name FROM asset").get(0)).endsWith("😀%2F%25");
    assertThat(store.query("SELECT attributes ->> 'description' FROM asset"))
        .containsExactly("tab\t\\ é");
  }

  @Test
  void the_run_that_read_a_database_last_is_noted() throws SQLException {
    store.merge(scope("run-1"));
    store.merge(scope("run-2"));
    assertThat(store.query("SELECT run_name || ' ' || (at AT TIME ZONE 'UTC') FROM database_sync"))
        .containsExactly("run-2 2026-03-29 01:30:00");
  }

  @Test
  void losing_too_much_at_once_is_held_back_until_somebody_approves() throws SQLException {
    MergeRules half = new MergeRules(50, false);
    store.mergeWith(
        half, "run-1", table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}"));
    MergeCounts held = store.mergeWith(half, "run-2", table("a", "x", "{}"));
    assertThat(held.archived()).isZero();
    assertThat(held.held().candidates()).isEqualTo(2);
    assertThat(held.held().active()).isEqualTo(3);
    assertThat(held.held().examples())
        .hasSize(2)
        .allMatch(line -> line.startsWith("Table default/"));
    assertThat(store.query("SELECT name FROM asset WHERE status = 'ACTIVE'")).hasSize(3);

    store.jdbi.useHandle(
        handle ->
            handle.execute("UPDATE archive_hold SET approved_by = 'admin', approved_at = now()"));
    assertThat(store.mergeWith(half, "run-3", table("a", "x", "{}")).archived()).isEqualTo(2);
    assertThat(store.query("SELECT run_name FROM archive_hold")).isEmpty();
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
    MergeScope scope =
        new MergeScope(CONNECTION, database, "atlan-postgres-1", run, Set.of(), Map.of(), Set.of());
    try (Stage stage = store.stage(scope, false)) {
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
                asset.attributes(),
                asset.statisticsJson(),
                List.of()));
      }
      return stage.merge(scope, new MergeRules(50, false));
    }
  }

  @Test
  void an_approval_does_not_cover_more_than_was_seen() throws SQLException {
    MergeRules half = new MergeRules(50, false);
    store.mergeWith(
        half, "run-1", table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}"));
    store.mergeWith(half, "run-2", table("a", "x", "{}"));
    store.jdbi.useHandle(
        handle ->
            handle.execute("UPDATE archive_hold SET approved_by = 'admin', approved_at = now()"));
    assertThat(store.mergeWith(half, "run-3").held().candidates()).isEqualTo(3);
    assertThat(store.query("SELECT approved_by FROM archive_hold WHERE approved_by IS NOT NULL"))
        .isEmpty();
    assertThat(store.query("SELECT name FROM asset WHERE status = 'ACTIVE'")).hasSize(3);
  }

  @Test
  void what_is_back_needs_no_approval_any_more() throws SQLException {
    MergeRules half = new MergeRules(50, false);
    StagedAsset[] all = {table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}")};
    store.mergeWith(half, "run-1", all);
    store.mergeWith(half, "run-2", table("a", "x", "{}"));
    store.mergeWith(half, "run-3", all);
    assertThat(store.query("SELECT run_name FROM archive_hold")).isEmpty();
  }

  @Test
  void a_dry_run_tells_what_would_happen_and_does_nothing() throws SQLException {
    MergeRules real = MergeRules.UNLIMITED;
    store.mergeWith(
        real, "run-1", table("a", "x", "{}"), table("a", "y", "{}"), table("a", "z", "{}"));
    List<String> before = store.query("SELECT xmin || ' ' || guid FROM asset ORDER BY guid");
    MergeCounts would =
        store.mergeWith(
            new MergeRules(100, true),
            "run-2",
            table("a", "x", "{\"k\":1}"),
            table("a", "new", "{}"));
    assertThat(would.created()).isEqualTo(1);
    assertThat(would.changed()).isEqualTo(1);
    assertThat(would.held().candidates()).isEqualTo(2);
    assertThat(store.query("SELECT xmin || ' ' || guid FROM asset ORDER BY guid"))
        .isEqualTo(before);
    assertThat(store.query("SELECT run_name FROM archive_hold")).isEmpty();
    assertThat(store.changes()).noneMatch(change -> change.startsWith("run-2"));
  }

  @Test
  void names_of_megabytes_are_stored_whole_beside_all_others() throws SQLException {
    // Random, as what repeats itself is compressed and would fit.
    String endless = randomText(5 << 20);
    String wide = randomText(1_001);
    StagedAsset[] assets = {
      table("a", endless, "{\"description\":\"" + randomText(5 << 20) + "\"}"),
      table("a", wide, "{}"),
      index("a", endless, endless),
      table("a", "x", "{}")
    };

    for (int merge = 1; merge <= 2; merge++) {
      boolean first = merge == 1;
      assertThat(store.merge(scope("run-" + merge), assets))
          .isEqualTo(new MergeCounts(first ? 4 : 0, 0, 0, 0, first ? 0 : 4));
    }

    assertThat(store.query("SELECT attributes ->> 'fullName' FROM asset WHERE type_name = 'Table'"))
        .containsExactlyInAnyOrder(endless, wide, null);
    assertThat(store.query("SELECT name FROM asset WHERE octet_length(name) > 1000")).isEmpty();
    assertThat(store.merge(scope("run-3"), table("a", "x", "{}")))
        .isEqualTo(new MergeCounts(0, 0, 0, 3, 1));
  }

  private static String randomText(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(Integer.toString(random.nextInt(Integer.MAX_VALUE), 36));
    }
    return text.substring(0, length);
  }
}

package io.gazetteer.asset;

import static io.gazetteer.asset.StageStore.scope;
import static io.gazetteer.asset.StageStore.table;
import static io.gazetteer.asset.StageStore.withRows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.model.Kinds;
import io.gazetteer.model.Vocabulary;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stage does not do, because the catalogue has it already or has nothing yet. */
class StageLoadTest {

  private static StageStore store;

  @BeforeAll
  static void make_a_store() {
    store = StageStore.create();
  }

  @BeforeEach
  void empty_the_store() {
    store.empty();
  }

  private static Stage open(String run) throws SQLException {
    return store.stage(scope(run), false);
  }

  private static MergeCounts merge(Stage stage, String run) {
    return stage.merge(scope(run), MergeRules.UNLIMITED);
  }

  private static List<String> names() {
    return store.query("SELECT name FROM asset WHERE status = 'ACTIVE' ORDER BY name");
  }

  private static String attributes() {
    return store.query("SELECT attributes FROM asset").get(0);
  }

  private static void terminate(String statement) {
    assertThat(
            store.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND query LIKE '"
                    + statement
                    + "%'"))
        .containsExactly("t");
  }

  @Test
  void nobody_sees_a_first_load_before_it_is_merged() throws SQLException {
    try (Stage stage = open("run-1")) {
      stage.write(table("a", "x", "{}"));
      assertThat(names()).isEmpty();
      assertThat(merge(stage, "run-1")).isEqualTo(new MergeCounts(1, 0, 0, 0, 0));
    }
    assertThat(names()).containsExactly("x");
    assertThat(store.query("SELECT version || status || created_by FROM asset"))
        .containsExactly("1ACTIVEatlan-postgres-1");
  }

  @Test
  void a_crash_in_the_middle_of_a_first_load_leaves_the_catalogue_as_it_was() throws SQLException {
    Stage stage = open("run-1");
    // More than a buffer, so that rows are in the table when the session dies.
    for (int i = 0; i < 5000; i++) {
      stage.write(table("a", "x" + i, "{}"));
    }
    terminate("COPY asset ");
    assertThatThrownBy(() -> merge(stage, "run-1")).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(stage::close).isInstanceOf(IllegalStateException.class);
    assertThat(names()).isEmpty();
    assertThat(store.query("SELECT run_name FROM database_sync")).isEmpty();
    assertThat(store.merge(scope("run-2"), table("a", "x", "{}")).created()).isEqualTo(1);
    assertThat(names()).containsExactly("x");
  }

  @Test
  void a_fault_of_the_merge_after_a_first_load_leaves_the_catalogue_as_it_was()
      throws SQLException {
    try (Stage stage = open("run-1")) {
      stage.write(table("a", "x", "{}"));
      store.jdbi.useHandle(
          handle ->
              handle.execute(
                  "INSERT INTO asset_merge SELECT last_value, '', '', 'in-the-way', 1,"
                      + " gen_random_uuid(), gen_random_uuid(), now() FROM asset_merge_id_seq"));
      assertThatThrownBy(() -> merge(stage, "run-1")).isInstanceOf(RuntimeException.class);
    }
    assertThat(names()).isEmpty();
    assertThat(store.changes()).isEmpty();
  }

  @Test
  void of_two_first_loads_at_once_the_later_finds_everything_as_it_was() throws SQLException {
    try (Stage one = open("run-1");
        Stage other = open("run-2")) {
      one.write(table("a", "x", "{}"));
      other.write(table("a", "x", "{}"));
      assertThat(merge(one, "run-1")).isEqualTo(new MergeCounts(1, 0, 0, 0, 0));
      assertThat(merge(other, "run-2")).isEqualTo(new MergeCounts(0, 0, 0, 0, 1));
    }
    assertThat(names()).containsExactly("x");
  }

  @Test
  void another_run_that_found_the_same_does_not_stand_in_the_way() throws SQLException {
    StagedAsset[] both = {table("a", "x", "{}"), table("a", "y", "{}")};
    store.merge(scope("run-1"), both);
    try (Stage late = open("run-2")) {
      late.write(both[0]);
      store.merge(scope("run-3"), both);
      assertThat(merge(late, "run-2")).isEqualTo(new MergeCounts(0, 0, 0, 1, 1));
    }
    assertThat(names()).containsExactly("x");
  }

  @Test
  void what_a_person_purges_while_it_is_read_comes_back_with_the_next_crawl() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{}"));
    try (Stage stage = open("run-2")) {
      stage.write(table("a", "x", "{}"));
      store.jdbi.useHandle(handle -> handle.execute("DELETE FROM asset"));
      assertThat(merge(stage, "run-2").archived()).isZero();
    }
    assertThat(store.merge(scope("run-3"), table("a", "x", "{}")).created()).isEqualTo(1);
  }

  @Test
  void hashes_of_other_times_change_nothing_and_archive_nothing() throws SQLException {
    StagedAsset[] both = {table("a", "x", "{}"), table("a", "y", "{}")};
    store.merge(scope("run-1"), both);
    store.jdbi.useHandle(
        handle -> handle.execute("UPDATE asset SET content_hash = 7, statistics_hash = NULL"));
    assertThat(store.merge(scope("run-2"), both)).isEqualTo(new MergeCounts(0, 0, 0, 0, 2));
    store.jdbi.useHandle(handle -> handle.execute("UPDATE asset SET content_hash = 0"));
    assertThat(store.merge(scope("run-3"), both[0])).isEqualTo(new MergeCounts(0, 0, 0, 1, 1));
    assertThat(names()).containsExactly("x");
    assertThat(store.query("SELECT version FROM asset WHERE name = 'x'")).containsExactly("1");
  }

  @Test
  void a_column_that_only_moved_is_written() throws SQLException {
    store.merge(scope("run-1"), column(1, Kinds.TABLE.typeName()));
    assertThat(store.merge(scope("run-2"), column(2, Kinds.TABLE.typeName())).unchanged())
        .isEqualTo(1);
    assertThat(store.query("SELECT ordinal FROM asset")).containsExactly("2");
    store.merge(scope("run-3"), column(2, Kinds.VIEW.typeName()));
    assertThat(store.query("SELECT parent_type_name FROM asset")).containsExactly("View");
  }

  private static StagedAsset column(int ordinal, String parentType) {
    StagedAsset table = table("a", "x", "{}");
    return new StagedAsset(
        Kinds.COLUMN.typeName(),
        Vocabulary.standard().names().child(table.qualifiedName(), "c"),
        "c",
        table.qualifiedName(),
        parentType,
        "shop",
        "a",
        "x",
        ordinal,
        StageStore.attributes("{}"),
        null,
        List.of());
  }

  @Test
  void figures_are_written_only_where_they_moved() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{}"), table("a", "y", "{}"));
    List<String> before = store.query("SELECT xmin || ' ' || ctid FROM asset WHERE name = 'y'");
    assertThat(
            store.merge(scope("run-2"), withRows(table("a", "x", "{}"), 5), table("a", "y", "{}")))
        .isEqualTo(new MergeCounts(0, 0, 0, 0, 2));
    assertThat(store.query("SELECT statistics ->> 'rowCount' FROM asset ORDER BY name"))
        .containsExactly("5", "1");
    assertThat(store.query("SELECT xmin || ' ' || ctid FROM asset WHERE name = 'y'"))
        .isEqualTo(before);
  }

  @Test
  void what_could_not_be_read_inside_an_object_keeps_its_value() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{\"in\":{\"kept\":[1],\"read\":1},\"k\":1}"));
    store.merge(scope("run-2"), table("a", "x", "{\"in\":{\"read\":2},\"k\":1}", "in/kept"));
    assertThat(attributes()).isEqualTo("{\"k\": 1, \"in\": {\"kept\": [1], \"read\": 2}}");
    store.merge(scope("run-3"), table("a", "x", "{\"k\":1}", "in/kept", "in/never", "never"));
    assertThat(attributes()).isEqualTo("{\"k\": 1, \"in\": {\"kept\": [1]}}");
  }

  @Test
  void what_was_never_known_stays_absent_and_what_is_known_to_be_gone_goes() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{\"k\":1}"));
    store.merge(scope("run-2"), table("a", "x", "{\"k\":1,\"definition\":\"?\"}", "definition"));
    assertThat(attributes()).isEqualTo("{\"k\": 1}");
    store.merge(scope("run-3"), table("a", "x", "{\"k\":1,\"definition\":\"d\"}"));
    store.merge(scope("run-4"), table("a", "x", "{\"k\":1}", "definition"));
    assertThat(attributes()).isEqualTo("{\"k\": 1, \"definition\": \"d\"}");
    store.merge(scope("run-5"), table("a", "x", "{\"k\":1}"));
    assertThat(attributes()).isEqualTo("{\"k\": 1}");
  }

  @Test
  void the_creation_is_told_last_and_once_also_where_it_has_a_row_of_its_own() throws SQLException {
    store.merge(scope("run-1"), table("a", "x", "{\"k\":1}"));
    store.merge(scope("run-2"), table("a", "x", "{\"k\":2}"), table("a", "y", "{}"));
    assertThat(store.changesOf(store.guid("x"), 10))
        .extracting(change -> change.runName().orElse("") + " " + change.kind())
        .containsExactly("run-2 CHANGED", "run-1 CREATED");
    assertThat(store.changesOfRun("run-2", 1))
        .extracting(AssetChange::kind)
        .containsExactly(AssetChange.Kind.CHANGED);
    // As a store of before says it.
    store.jdbi.useHandle(
        handle ->
            handle.execute(
                "UPDATE asset SET created_in = NULL;"
                    + " INSERT INTO asset_change (guid, run_name, kind, at)"
                    + " SELECT guid, 'run-1', 'CREATED', created_at FROM asset WHERE name = 'x'"));
    assertThat(store.changesOf(store.guid("x"), 10))
        .extracting(AssetChange::kind)
        .containsExactlyInAnyOrder(AssetChange.Kind.CHANGED, AssetChange.Kind.CREATED);
    assertThat(store.changes()).contains("run-1 CREATED x").doesNotContain("run-2 CREATED y");
  }
}

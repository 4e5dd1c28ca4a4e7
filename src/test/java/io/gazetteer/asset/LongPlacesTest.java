package io.gazetteer.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.Kinds;
import io.gazetteer.model.PostgresKinds;
import io.gazetteer.model.QualifiedNames;
import io.gazetteer.model.Vocabulary;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Databases, schemas and relations whose names no PostgreSQL has, but files and forks may. */
class LongPlacesTest {

  private static final QualifiedNames NAMES = Vocabulary.standard().names();
  private static final String CONNECTION = "default/postgres/1";
  private static final String LONG = "ü".repeat(5_000);

  private static StageStore store;

  @BeforeAll
  static void make_a_store() {
    store = StageStore.create();
  }

  @BeforeEach
  void empty_the_store() {
    store.empty();
  }

  private static MergeScope scope(String database, String run, String... schemasLeftOut) {
    return new MergeScope(
        CONNECTION, database, "w", run, Set.of(schemasLeftOut), Map.of(), Set.of());
  }

  private static String path(String database, String schema) {
    return NAMES.child(NAMES.child(CONNECTION, database), schema);
  }

  private static StagedAsset schema(String database, String name) {
    return asset(Kinds.SCHEMA.typeName(), path(database, name), name, database, name, null);
  }

  private static StagedAsset table(String database, String schema, String name) {
    String path = NAMES.child(path(database, schema), name);
    return asset(Kinds.TABLE.typeName(), path, name, database, schema, null);
  }

  private static StagedAsset index(String database, String schema, String table) {
    String parent = NAMES.child(path(database, schema), table);
    String path = NAMES.object(parent, PostgresKinds.INDEX, "i");
    return asset(PostgresKinds.INDEX.typeName(), path, "i", database, schema, table);
  }

  private static StagedAsset asset(
      String type, String path, String name, String database, String schema, String relation) {
    boolean ofRelation = relation != null;
    return new StagedAsset(
        type,
        path,
        name,
        ofRelation ? NAMES.child(path(database, schema), relation) : path(database, schema),
        ofRelation ? Kinds.TABLE.typeName() : Kinds.SCHEMA.typeName(),
        database,
        schema,
        relation,
        null,
        StageStore.attributes("{}"),
        null,
        List.of());
  }

  private static StagedAsset[] all(String database) {
    return new StagedAsset[] {
      schema(database, LONG + "a"),
      schema(database, LONG + "b"),
      table(database, LONG + "a", LONG + "t"),
      index(database, LONG + "a", LONG + "t"),
      table(database, LONG + "b", "t")
    };
  }

  @Test
  void names_that_differ_at_their_ends_alone_are_kept_apart_and_found_again() throws SQLException {
    assertThat(store.merge(scope(LONG + "1", "run-1"), all(LONG + "1")))
        .isEqualTo(new MergeCounts(5, 0, 0, 0, 0));
    assertThat(store.merge(scope(LONG + "2", "run-1"), all(LONG + "2")))
        .isEqualTo(new MergeCounts(5, 0, 0, 0, 0));

    assertThat(store.merge(scope(LONG + "1", "run-2"), all(LONG + "1")))
        .as("read again")
        .isEqualTo(new MergeCounts(0, 0, 0, 0, 5));
    assertThat(store.query("SELECT DISTINCT database_name FROM asset"))
        .hasSize(2)
        .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length <= 500)
        .allMatch(name -> name.matches("ü+~[0-9a-f]{64}"));
    assertThat(store.query("SELECT database_name FROM database_sync")).hasSize(2);
    assertThat(store.query("SELECT DISTINCT schema_name FROM schema_read")).hasSize(2);
  }

  @Test
  void what_vanished_or_was_left_out_is_found_by_its_long_names() throws SQLException {
    store.merge(scope(LONG + "1", "run-1"), all(LONG + "1"));
    store.merge(scope(LONG + "2", "run-1"), all(LONG + "2"));

    MergeCounts counts =
        store.merge(scope(LONG + "1", "run-2", LONG + "b"), schema(LONG + "1", LONG + "a"));

    assertThat(counts.archived()).as("a table and its index, in one of two databases").isEqualTo(2);
    assertThat(store.query("SELECT type_name FROM asset WHERE status = 'DELETED'"))
        .containsExactlyInAnyOrder(Kinds.TABLE.typeName(), PostgresKinds.INDEX.typeName());
  }
}

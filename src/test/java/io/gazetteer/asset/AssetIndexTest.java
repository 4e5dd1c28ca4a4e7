package io.gazetteer.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.model.Vocabulary;
import io.gazetteer.search.Field;
import io.gazetteer.search.FieldType;
import io.gazetteer.testing.StoreDatabase;
import java.math.BigDecimal;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssetIndexTest {

  private static Jdbi jdbi;

  @BeforeAll
  static void make_a_store() {
    jdbi = StoreDatabase.create().jdbi();
    jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              INSERT INTO asset (guid, type_name, qualified_name, name, connection_qualified_name, parent_qualified_name,
                  parent_type_name, content_hash, attributes, created_at, created_by, updated_at, updated_by)
              SELECT gen_random_uuid(), CASE WHEN i % 10 = 0 THEN 'Table' ELSE 'Column' END,
                  'default/postgres/1/db/s/t/' || i, md5(CAST(i AS text)), 'default/postgres/1',
                  'default/postgres/1/db/s/' || i, 'Schema', 0, '{}', now(), 'test', now(), 'test'
              FROM generate_series(1, 20000) AS i""");
          handle.execute("ANALYZE asset");
          handle.execute("ANALYZE asset_name");
        });
  }

  private static Field field(String path) {
    return new AssetIndex(Vocabulary.standard()).field(path).orElseThrow();
  }

  /** How the store would look for assets under a condition if it could not read them all. */
  private static String plan(String condition) {
    String query =
        "EXPLAIN SELECT a.guid FROM asset a WHERE " + condition.replace("?", "'%table%'");
    return jdbi.withHandle(
        handle -> {
          handle.execute("SET enable_seqscan = off");
          return String.join(" ", handle.createQuery(query).mapTo(String.class).list());
        });
  }

  @Test
  void times_have_the_name_of_their_date_too() {
    for (String time : List.of("__timestamp", "__modificationTimestamp", "lastSyncRunAt")) {
      assertThat(new AssetIndex(Vocabulary.standard()).field(time + ".date")).contains(field(time));
    }
    assertThat(new AssetIndex(Vocabulary.standard()).field("name.date")).isEmpty();
  }

  @Test
  void numbers_of_the_sdks_model_compare_as_numbers_and_texts_among_them_are_passed_by() {
    for (String name :
        List.of("columnMeanValue", "sourceUpdatedAt", "sourceReadCount", "port", "columnMax")) {
      assertThat(field(name).type()).as(name).isEqualTo(FieldType.NUMBER);
    }
    for (String name : List.of("defaultValue", "startValue", "host", "subType")) {
      assertThat(field(name).type()).as(name).isEqualTo(FieldType.KEYWORD);
    }
    String values =
        "SELECT %s FROM (VALUES ('{\"port\": 5432}'), ('{\"port\": \"18150\"}'), ('{\"port\": \"x\"}'),"
            + " ('{\"port\": 1.5}'), ('{}')) AS v (text) CROSS JOIN LATERAL (SELECT CAST(text AS jsonb),"
            + " CAST('{}' AS jsonb)) AS a (attributes, statistics) CROSS JOIN (SELECT CAST(NULL AS"
            + " jsonb)) AS c (attributes)";
    List<BigDecimal> found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(values.formatted(field("port").sql()))
                    .mapTo(BigDecimal.class)
                    .list());
    assertThat(found)
        .containsExactly(
            new BigDecimal("5432"), new BigDecimal("18150"), null, new BigDecimal("1.5"), null);
  }

  @Test
  void what_a_name_has_inside_is_found_by_its_indexes() {
    Field.Dictionary names = field("name").dictionary().orElseThrow();
    Field.Contained contained = names.entry().contained().orElseThrow();
    assertThat(plan(names.among().replace("%s", contained.each())))
        .contains("asset_name_trigram_idx", "asset_name_idx")
        .doesNotContain("Seq Scan");
    assertThat(plan(names.among().replace("%s", contained.words().orElseThrow() + " && '{table}'")))
        .contains("asset_name_words_idx", "asset_name_idx")
        .doesNotContain("Seq Scan");
  }

  @Test
  void what_a_description_has_inside_is_found_by_indexes_over_both_crawled_and_curated_ones() {
    Field.Contained contained = field("description.text").contained().orElseThrow();
    assertThat(plan(contained.within().replace("%s", contained.each())))
        .contains("asset_description_trigram_idx", "asset_curation_description_trigram_idx")
        .doesNotContain("Seq Scan on asset d");
  }

  @ParameterizedTest
  @CsvSource({
    "schemaQualifiedName, asset_qualified_name_uk",
    "databaseQualifiedName, asset_qualified_name_uk",
    "tableQualifiedName, asset_qualified_name_uk",
    "viewQualifiedName, asset_qualified_name_uk"
  })
  void what_is_inside_something_is_found_by_an_index(String path, String index) {
    assertThat(plan(field(path).narrowed().equal().orElseThrow())).contains(index);
  }

  @Test
  void what_something_contains_is_found_by_indexes() {
    String inside = "a.parent_qualified_name = '%table%' AND ";
    assertThat(plan(inside + AssetStore.NO_COLUMN)).contains("asset_parent_idx");
    assertThat(plan(inside + AssetStore.COLUMN_OR_NOT.replace(":parent", "'%table%'")))
        .containsAnyOf("asset_parent_idx", "asset_qualified_name_uk")
        .doesNotContain("Seq Scan");
  }

  @Test
  void what_a_connection_has_is_found_by_an_index() {
    assertThat(plan("a.connection_qualified_name = '%none%'"))
        .containsAnyOf("asset_connection_idx", "asset_connection_type_name_idx")
        .doesNotContain("Seq Scan");
  }

  @Test
  void types_but_columns_are_found_by_an_index_of_their_own() {
    assertThat(plan(field("__typeName.keyword").conditions().get("schema")))
        .contains("asset_type_idx");
  }

  @Test
  void every_type_is_known_to_the_search_without_regard_to_case() {
    assertThat(field("__typeName").conditions())
        .hasSameSizeAs(Vocabulary.standard().kinds())
        .containsEntry("postgresindex", "a.type_name = 'PostgresIndex'");
  }
}

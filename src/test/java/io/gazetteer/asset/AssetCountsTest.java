package io.gazetteer.asset;

import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.StoreDatabase;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is done to assets, the counts say what is there. */
class AssetCountsTest {

  private static final String COUNTED =
      """
      SELECT name, type_name, status, connection_qualified_name, database_name, assets
      FROM asset_name_count WHERE assets <> 0 ORDER BY 1, 2, 3, 4, 5""";
  private static final String THERE =
      """
      SELECT name, type_name, status, connection_qualified_name, coalesce(database_name, '') AS database_name,
          count(*) AS assets
      FROM asset GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5""";

  private Jdbi jdbi;

  @BeforeEach
  void make_a_store() {
    jdbi = StoreDatabase.create().jdbi();
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                INSERT INTO asset (guid, type_name, qualified_name, name, connection_qualified_name, database_name,
                    content_hash, attributes, created_at, created_by, updated_at, updated_by)
                SELECT gen_random_uuid(), CASE WHEN i % 5 = 0 THEN 'Table' ELSE 'Column' END, 'default/postgres/1/' || i,
                    'name_' || i % 7, 'default/postgres/1', CASE WHEN i % 3 > 0 THEN 'db_' || i % 3 END, 0, '{}',
                    now(), 'test', now(), 'test'
                FROM generate_series(1, 500) AS i"""));
  }

  private static List<Map<String, Object>> rows(Handle handle, String sql) {
    return handle.createQuery(sql).mapToMap().list();
  }

  private void counted(String change) {
    jdbi.useHandle(
        handle -> {
          handle.execute(change);
          assertThat(rows(handle, COUNTED)).as(change).isEqualTo(rows(handle, THERE));
        });
  }

  @Test
  void names_are_counted_through_every_change() {
    counted("SELECT 1");
    counted("UPDATE asset SET status = 'DELETED' WHERE qualified_name LIKE '%1'");
    counted("UPDATE asset SET name = 'renamed' WHERE qualified_name LIKE '%2'");
    counted("UPDATE asset SET statistics = '{}' WHERE qualified_name LIKE '%3'");
    counted("UPDATE asset SET status = 'ACTIVE', name = 'name_1' WHERE qualified_name LIKE '%1'");
    counted("DELETE FROM asset WHERE type_name = 'Table'");
    counted("TRUNCATE asset CASCADE");
  }

  @Test
  void what_was_rolled_back_was_not_counted() {
    jdbi.useHandle(
        handle -> {
          handle.begin();
          handle.execute("DELETE FROM asset");
          handle.rollback();
          assertThat(rows(handle, COUNTED)).isNotEmpty().isEqualTo(rows(handle, THERE));
        });
  }
}

package io.gazetteer.asset;

import static io.gazetteer.asset.StageStore.scope;
import static io.gazetteer.asset.StageStore.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.gazetteer.testing.Postgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the store's own server counts while a scope is written. */
class StageStatementsTest {

  private static final int FEW = 30;
  private static final int MANY = 3000;

  private static StageStore store;

  @BeforeAll
  static void make_a_store() {
    store = StageStore.create();
    Postgres.execute(store.database.name(), "CREATE EXTENSION pg_stat_statements");
  }

  /** How often each statement ran since the last reset, by its beginning. */
  private static Map<String, Long> calls() throws SQLException {
    Map<String, Long> calls = new TreeMap<>();
    try (Connection connection = Postgres.connect(store.database.name());
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 90), sum(calls)"
                    + " FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database"
                    + " WHERE datname = current_database()) GROUP BY 1")) {
      while (rows.next()) {
        calls.put(rows.getString(1), rows.getLong(2));
      }
    }
    return calls;
  }

  private static Map<String, Long> counting(String run, StagedAsset... assets) throws SQLException {
    Postgres.execute(store.database.name(), "SELECT pg_stat_statements_reset()");
    store.merge(scope(run), assets);
    Map<String, Long> calls = calls();
    calls.keySet().removeIf(query -> query.contains("pg_stat_statements"));
    return calls;
  }

  private static StagedAsset[] tables(int count, String attributes) {
    return IntStream.range(0, count)
        .mapToObj(i -> table("a", "t" + i, attributes))
        .toArray(StagedAsset[]::new);
  }

  /**
   * A first load, one of the same, one where each asset changed, one where all but one are gone.
   */
  private static List<Map<String, Long>> crawls(int count) throws SQLException {
    store.empty();
    List<Map<String, Long>> all = new ArrayList<>();
    all.add(counting("run-1", tables(count, "{}")));
    all.add(counting("run-2", tables(count, "{}")));
    all.add(counting("run-3", tables(count, "{\"description\":\"new\"}")));
    all.add(counting("run-4", tables(1, "{\"description\":\"new\"}")));
    assertThat(store.query("SELECT count(*) FROM asset WHERE status = 'ACTIVE'"))
        .containsExactly("1");
    return all;
  }

  @Test
  void a_scope_is_written_in_the_same_statements_however_many_assets_it_has() throws SQLException {
    List<Map<String, Long>> few = crawls(FEW);
    List<Map<String, Long>> many = crawls(MANY);
    for (int i = 0; i < few.size(); i++) {
      assertThat(many.get(i)).as("crawl %d", i + 1).isEqualTo(few.get(i));
      // A first load is one transaction; later ones look at what is known in one of their own.
      assertThat(many.get(i).getOrDefault("COMMIT", 0L))
          .as("crawl %d", i + 1)
          .isEqualTo(i == 0 ? 1 : 2);
    }
  }
}

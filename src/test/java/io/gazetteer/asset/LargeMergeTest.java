package io.gazetteer.asset;

import static io.gazetteer.asset.MergeScenario.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LargeMergeTest {

  private static final int LARGE = 20_001;

  private final MergeScenario scenario = new MergeScenario();

  @Test
  void a_merge_that_is_committed_does_not_fail_for_want_of_figures_for_the_planner()
      throws SQLException {
    String[] names =
        Stream.concat(Stream.of("a"), IntStream.range(0, LARGE).mapToObj(i -> "a.t" + i))
            .toArray(String[]::new);
    Connection impatient = scenario.connect();
    try (Connection other = scenario.connect();
        Statement lock = other.createStatement();
        Statement setting = impatient.createStatement()) {
      setting.execute("SET lock_timeout = '100ms'");
      other.setAutoCommit(false);
      // Lets everything pass but ANALYZE and DDL.
      lock.execute("LOCK TABLE asset IN SHARE UPDATE EXCLUSIVE MODE");

      MergeCounts counts =
          MergeScenario.merge(impatient, run("w", "run-1"), MergeRules.UNLIMITED, names);

      assertThat(counts.created()).isEqualTo(names.length);
    }
    assertThat(scenario.query("SELECT count(*) FROM asset"))
        .containsExactly(Integer.toString(names.length));
    assertThat(
            scenario.query(
                "SELECT count(*) FROM pg_stat_user_tables WHERE relname = 'asset' AND analyze_count > 0"))
        .containsExactly("0");
  }
}

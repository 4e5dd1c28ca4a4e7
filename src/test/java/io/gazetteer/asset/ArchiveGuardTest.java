package io.gazetteer.asset;

import static io.gazetteer.asset.MergeScenario.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ArchiveGuardTest {

  private static final MergeRules HALF = new MergeRules(50, false);
  private static final String[] ALL = {"a", "a.x", "a.y", "a.z"};

  private final MergeScenario scenario = new MergeScenario();

  private void approve(String workflow) {
    scenario.execute(
        "UPDATE archive_hold SET approved_by = 'admin', approved_at = now() WHERE workflow_name = '"
            + workflow
            + "'");
  }

  @Test
  void a_yes_to_one_workflow_is_none_to_another() throws SQLException {
    scenario.merge(run("w", "run-1"), HALF, ALL);
    scenario.merge(run("w", "run-2"), HALF, "a");
    approve("w");

    assertThat(scenario.merge(run("other", "run-3"), HALF, "a").archived()).isZero();
    assertThat(scenario.active()).containsExactly(ALL);

    assertThat(scenario.merge(run("w", "run-4"), HALF, "a").archived()).isEqualTo(3);
    assertThat(scenario.query("SELECT workflow_name FROM archive_hold")).containsExactly("other");
  }

  @Test
  void a_yes_to_one_list_is_none_to_another_of_the_same_length() throws SQLException {
    scenario.merge(run("w", "run-1"), HALF, "a", "a.w", "a.x", "a.y", "a.z");
    scenario.merge(run("w", "run-2"), HALF, "a", "a.z");
    approve("w");

    MergeCounts other = scenario.merge(run("w", "run-3"), HALF, "a", "a.w");
    assertThat(other.archived()).isZero();
    assertThat(other.held().candidates()).isEqualTo(3);
    assertThat(scenario.query("SELECT coalesce(approved_by, 'nobody') FROM archive_hold"))
        .containsExactly("nobody");
  }

  @Test
  void a_dry_run_takes_no_yes_away_and_tells_whether_it_is_too_much() throws SQLException {
    scenario.merge(run("w", "run-1"), HALF, ALL);
    scenario.merge(run("w", "run-2"), HALF, "a");
    approve("w");

    MergeRules dry = new MergeRules(50, true);
    assertThat(scenario.merge(run("w", "run-3"), dry, "a").held().tooMuch()).isTrue();
    assertThat(scenario.merge(run("w", "run-3"), dry, "a", "a.x", "a.y").held().tooMuch())
        .isFalse();
    assertThat(scenario.query("SELECT approved_by FROM archive_hold")).containsExactly("admin");
  }
}

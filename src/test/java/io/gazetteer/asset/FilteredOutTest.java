package io.gazetteer.asset;

import static io.gazetteer.asset.MergeScenario.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FilteredOutTest {

  private static final String[] BOTH = {"a", "a.x", "b", "b.y"};

  private final MergeScenario scenario = new MergeScenario();

  private static MergeRules asked(String... otherWorkflows) {
    return rules(false, true, otherWorkflows);
  }

  private static MergeRules rules(boolean dryRun, boolean archive, String... otherWorkflows) {
    return new MergeRules(100, dryRun, archive, Set.of(otherWorkflows), MergeFence.OPEN);
  }

  @Test
  void what_the_filters_leave_out_is_archived_only_when_asked() throws SQLException {
    scenario.merge(run("w", "run-1"), MergeRules.UNLIMITED, BOTH);
    scenario.merge(run("w", "run-2", "b"), MergeRules.UNLIMITED, "a", "a.x");
    assertThat(scenario.active()).containsExactly(BOTH);

    assertThat(scenario.merge(run("w", "run-3", "b"), asked(), "a", "a.x").archived()).isEqualTo(2);
    assertThat(scenario.active()).containsExactly("a", "a.x");
  }

  @Test
  void what_another_workflow_reads_stays() throws SQLException {
    scenario.merge(run("w", "run-1"), MergeRules.UNLIMITED, BOTH);
    scenario.merge(run("other", "run-2", "a"), MergeRules.UNLIMITED, "b", "b.y");

    assertThat(scenario.merge(run("w", "run-3", "b"), asked("other"), "a", "a.x").archived())
        .isZero();
    assertThat(scenario.active()).containsExactly(BOTH);

    scenario.merge(run("other", "run-4", "b"), MergeRules.UNLIMITED, "a", "a.x");
    assertThat(scenario.merge(run("w", "run-5", "b"), asked("other"), "a", "a.x").archived())
        .as("once the other workflow reads it no more")
        .isEqualTo(2);
  }

  @Test
  void a_dry_run_tells_what_is_gone_from_what_is_left_out() throws SQLException {
    scenario.merge(run("w", "run-1"), MergeRules.UNLIMITED, "a", "a.gone", "a.x", "b", "b.y");

    MergeCounts.Held kept =
        scenario.merge(run("w", "run-2", "b"), rules(true, false), "a", "a.x").held();
    assertThat(kept.candidates()).isEqualTo(1);
    assertThat(kept.filteredOut()).isZero();
    assertThat(kept.staying()).isEqualTo(2);

    MergeCounts.Held archived =
        scenario.merge(run("w", "run-2", "b"), rules(true, true), "a", "a.x").held();
    assertThat(archived.candidates()).isEqualTo(3);
    assertThat(archived.filteredOut()).isEqualTo(2);
    assertThat(archived.staying()).isZero();
    assertThat(scenario.active()).hasSize(5);
  }

  @Test
  void the_limit_holds_for_what_is_left_out_too() throws SQLException {
    scenario.merge(run("w", "run-1"), MergeRules.UNLIMITED, "a", "b", "b.x", "b.y");
    MergeRules half = new MergeRules(50, false, true, Set.of(), MergeFence.OPEN);
    MergeCounts.Held held = scenario.merge(run("w", "run-2", "b"), half, "a").held();
    assertThat(held.filteredOut()).isEqualTo(3);
    assertThat(scenario.active()).hasSize(4);
    assertThat(scenario.query("SELECT filtered_out FROM archive_hold")).containsExactly("3");
  }

  @Test
  void what_comes_back_keeps_guid_history_and_what_people_wrote() throws SQLException {
    scenario.merge(run("w", "run-1"), MergeRules.UNLIMITED, BOTH);
    scenario.execute(
        "INSERT INTO asset_curation (guid, attributes, updated_at, updated_by)"
            + " SELECT guid, '{\"userDescription\":\"ours\"}', now(), 'ann' FROM asset WHERE name = 'b.y'");
    String told =
        "SELECT a.guid || ' ' || a.status || ' ' || c.attributes FROM asset a"
            + " JOIN asset_curation c USING (guid)";
    String before = scenario.query(told).get(0);

    scenario.merge(run("w", "run-2", "b"), asked(), "a", "a.x");
    assertThat(scenario.query(told)).containsExactly(before.replace("ACTIVE", "DELETED"));

    assertThat(scenario.merge(run("w", "run-3"), asked(), BOTH).restored()).isEqualTo(2);
    assertThat(scenario.query(told)).containsExactly(before);
    assertThat(
            scenario.query(
                "SELECT h.run_name || ' ' || h.kind FROM asset_change h JOIN asset a USING (guid)"
                    + " WHERE a.name = 'b.y' ORDER BY h.id"))
        .containsExactly("run-2 ARCHIVED", "run-3 RESTORED");
  }
}

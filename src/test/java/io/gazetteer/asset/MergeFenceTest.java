package io.gazetteer.asset;

import static io.gazetteer.asset.MergeScenario.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gazetteer.common.AppException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeFenceTest {

  private final MergeScenario scenario = new MergeScenario();

  /** Rules of a read that begins now. */
  private MergeRules reading(MergeFence.Holder holder) {
    MergeFence fence = new MergeFence(OptionalLong.of(scenario.changes()), holder);
    return new MergeRules(100, false, false, Set.of(), fence);
  }

  private MergeRules reading() {
    return reading((transaction, keep) -> {});
  }

  @Test
  void an_older_read_neither_overwrites_nor_archives_what_a_newer_one_found() throws SQLException {
    scenario.merge(run("w", "run-1"), reading(), "a", "a.old");
    MergeRules older = reading();
    scenario.merge(run("other", "run-3"), reading(), "a", "a.old", "a.new");

    assertThatThrownBy(() -> scenario.merge(run("w", "run-2"), older, "a", "a.old"))
        .isInstanceOfSatisfying(
            AppException.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(AssetError.READ_OVERTAKEN);
              assertThat(fault.code().retryable()).isTrue();
            });

    assertThat(scenario.active()).containsExactly("a", "a.new", "a.old");
    assertThat(scenario.query("SELECT run_name FROM database_sync")).containsExactly("run-3");
    assertThat(scenario.merge(run("w", "run-2"), reading(), "a", "a.new").archived()).isEqualTo(1);
  }

  @Test
  void a_merge_that_changed_nothing_overtakes_nobody() throws SQLException {
    scenario.merge(run("w", "run-1"), reading(), "a", "a.old");
    MergeRules older = reading();
    scenario.merge(run("other", "run-3"), reading(), "a", "a.old");
    assertThat(scenario.merge(run("w", "run-2"), older, "a", "a.old", "a.new").created())
        .isEqualTo(1);
  }

  @Test
  void whoever_lost_the_work_before_the_merge_or_during_it_changes_nothing() throws SQLException {
    scenario.merge(run("w", "run-1"), reading(), "a", "a.old");
    for (boolean atTheEnd : new boolean[] {false, true}) {
      MergeFence.Holder lost =
          (transaction, keep) -> {
            if (keep == atTheEnd) {
              throw new IllegalStateException("lost");
            }
          };
      MergeRules rules = reading(lost);
      assertThatThrownBy(() -> scenario.merge(run("w", "run-2"), rules, "a", "a.new"))
          .hasMessage("lost");
    }
    assertThat(scenario.active()).containsExactly("a", "a.old");
    assertThat(scenario.query("SELECT DISTINCT run_name FROM asset_merge"))
        .containsExactly("run-1");
  }

  @Test
  void the_work_has_to_be_held_behind_the_lock_and_once_all_is_written() throws SQLException {
    List<String> seen = new ArrayList<>();
    MergeFence.Holder holder =
        (transaction, keep) ->
            seen.add(
                keep
                    + " "
                    + transaction
                        .createQuery(
                            "SELECT (SELECT count(*) FROM asset) || ' '"
                                + " || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
                                + " AND pid = pg_backend_pid())")
                        .mapTo(String.class)
                        .one());
    scenario.merge(run("w", "run-1"), reading(), "a");
    scenario.merge(run("w", "run-2"), reading(holder), "a", "a.x");
    assertThat(seen).containsExactly("false 1 1", "true 2 1");
  }
}

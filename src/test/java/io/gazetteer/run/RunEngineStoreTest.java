package io.gazetteer.run;

import static io.gazetteer.run.ScriptedHandler.NOTHING_NEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gazetteer.common.AppException;
import io.gazetteer.identity.Access;
import io.gazetteer.testing.ServiceTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@ServiceTest
class RunEngineStoreTest {

  @Inject RunScenario scenario;
  @Inject RunWorker worker;
  @Inject ScriptedHandler handler;
  @Inject RequestRun requestRun;
  @Inject FindRuns findRuns;
  @Inject Access access;

  private final String workflow = RunScenario.newWorkflow();

  private ScriptedHandler.Script script() {
    return handler.script(workflow);
  }

  @Test
  void a_run_works_on_its_scopes_in_order_and_adds_up_their_counts() {
    script()
        .scopes("zebra", "ant")
        .work((context, scope) -> new ScopeOutcome(3, 2, 1, 10, List.of()));

    Run queued = scenario.request(workflow);
    Run run = scenario.end(queued);

    assertThat(queued.state()).isEqualTo(RunState.PENDING);
    assertThat(queued.name()).matches(workflow + "-[a-z0-9]{5}");
    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.degraded()).isFalse();
    assertThat(run.message()).isEmpty();
    assertThat(run.attempts()).isEqualTo(1);
    assertThat(List.of(run.created(), run.changed(), run.archived(), run.unchanged()))
        .containsExactly(6L, 4L, 2L, 20L);
    assertThat(script().executed).containsExactly("zebra", "ant");
    assertThat(script().concluded).containsExactly(run.name());
    assertThat(scenario.scopes(run))
        .extracting(RunScope::state)
        .containsExactly(ScopeState.COMPLETE, ScopeState.COMPLETE);
    assertThat(run.finishedAt().orElseThrow()).isAfterOrEqualTo(run.startedAt().orElseThrow());
  }

  @Test
  void the_log_tells_each_milestone() {
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              context.log(LogLevel.INFO, "Reading tables");
              return NOTHING_NEW;
            });

    Run run = scenario.end(scenario.request(workflow));

    List<String> log = scenario.log(run);
    assertThat(log.subList(0, 5))
        .containsExactly(
            "Queued for tester",
            "Started",
            "Planned 1 scope",
            "Scope db started",
            "Reading tables");
    assertThat(log.get(5))
        .matches("Scope db read completely in \\d+\\.\\d s: 0 created, .* 5 unchanged");
    assertThat(log.get(6)).isEqualTo("Succeeded");
  }

  @Test
  void a_scope_that_fails_does_not_keep_the_others_from_going_on() {
    script()
        .scopes("good", "bad", "fine")
        .work(
            (context, scope) -> {
              if (scope.equals("bad")) {
                throw ScriptedHandler.denied();
              }
              return NOTHING_NEW;
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.degraded()).isTrue();
    assertThat(run.message())
        .contains("1 of 3 scopes failed. bad: The system says no; grant CONNECT");
    assertThat(script().executed).containsExactly("good", "bad", "fine");
    RunScope bad = scenario.scopes(run).get(1);
    assertThat(bad.state()).isEqualTo(ScopeState.FAILED);
    assertThat(bad.errorCode()).contains("SCRIPT_DENIED");
    assertThat(bad.attempts()).isEqualTo(1);
    assertThat(script().concluded).hasSize(1);
  }

  @Test
  void a_fault_that_may_pass_is_tried_again_and_logged() {
    AtomicInteger tries = new AtomicInteger();
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              if (tries.incrementAndGet() < 3) {
                throw ScriptedHandler.away();
              }
              return NOTHING_NEW;
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(scenario.scopes(run).get(0).attempts()).isEqualTo(3);
    assertThat(scenario.log(run))
        .contains("Scope db failed: The system cannot be reached. Next try in 0.2 s");
  }

  @Test
  void a_fault_that_does_not_pass_fails_after_three_tries() {
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              throw ScriptedHandler.away();
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(script().executed).hasSize(3);
  }

  @Test
  void an_unexpected_fault_shows_an_id_and_never_its_text() {
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              throw new IllegalStateException("password=hunter2");
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.message().orElseThrow()).contains("db: An internal error (id ");
    assertThat(scenario.log(run)).noneMatch(line -> line.contains("hunter2"));
    assertThat(scenario.scopes(run).get(0).errorCode()).contains("INTERNAL_ERROR");
  }

  @Test
  void a_scope_read_in_part_makes_the_run_degraded_but_succeeded() {
    script()
        .scopes("db")
        .work((context, scope) -> new ScopeOutcome(1, 0, 0, 0, List.of("No USAGE on schema x")));

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.degraded()).isTrue();
    assertThat(run.message()).contains("Read only in part: db (1 warning: No USAGE on schema x)");
    assertThat(scenario.scopes(run).get(0).warnings()).containsExactly("No USAGE on schema x");
    assertThat(scenario.log(run)).contains("No USAGE on schema x");
  }

  @Test
  void notices_are_kept_with_a_scope_that_is_complete() {
    script()
        .scopes("db")
        .work(
            (context, scope) ->
                new ScopeOutcome(1, 0, 0, 0, List.of(), List.of("A role's name is escaped")));

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.degraded()).isFalse();
    assertThat(run.message()).isEmpty();
    assertThat(scenario.scopes(run).get(0))
        .satisfies(scope -> assertThat(scope.state()).isEqualTo(ScopeState.COMPLETE))
        .satisfies(
            scope -> assertThat(scope.warnings()).containsExactly("A role's name is escaped"));
  }

  @Test
  void a_plan_that_fails_fails_the_run_with_its_words() {
    script()
        .plan(
            context -> {
              throw ScriptedHandler.denied();
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.message()).contains("The system says no; grant CONNECT");
    assertThat(scenario.scopes(run)).isEmpty();
  }

  @Test
  void a_plan_is_tried_again_where_that_may_help() {
    AtomicInteger tries = new AtomicInteger();
    script()
        .plan(
            context -> {
              if (tries.incrementAndGet() == 1) {
                throw ScriptedHandler.away();
              }
              return List.of(new PlannedScope("db", 7));
            });

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.knownObjects()).isEqualTo(7);
  }

  @Test
  void a_plan_without_scopes_is_no_success() {
    script().scopes();

    Run run = scenario.end(scenario.request(workflow));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.message().orElseThrow()).startsWith("There is nothing to do");
    assertThatThrownBy(() -> RunWorker.notEmpty(List.of()))
        .hasFieldOrPropertyWithValue("code", RunError.RUN_NOTHING_TO_DO);
  }

  @Test
  void a_run_of_a_kind_that_nobody_knows_fails() {
    Run run =
        scenario.end(
            requestRun.request(
                new RunRequest(workflow, "knitting", RunOptions.NONE, RunScenario.TESTER)));

    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.message().orElseThrow()).contains("kind knitting");
    assertThatThrownBy(() -> worker.handlerOf(run))
        .hasFieldOrPropertyWithValue("code", RunError.RUN_KIND_UNKNOWN);
  }

  @Test
  void progress_and_log_are_seen_while_the_run_goes_on_and_never_go_back() {
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              context.log(LogLevel.INFO, "Halfway");
              context.progress(50, 100);
              context.progress(20, 100);
              script().hold(context);
              context.progress(120, 100);
              return NOTHING_NEW;
            });

    Run run = scenario.request(workflow);
    await().until(() -> scenario.find(run.name()).doneObjects() == 50);
    Run midway = scenario.find(run.name());
    List<String> log = scenario.log(run);
    script().gate.countDown();
    Run ended = scenario.end(run);

    assertThat(midway.state()).isEqualTo(RunState.RUNNING);
    assertThat(midway.knownObjects()).isEqualTo(100);
    assertThat(log).contains("Halfway");
    assertThat(ended.doneObjects()).isEqualTo(120);
    assertThat(ended.knownObjects()).isEqualTo(120);
  }

  @Test
  void a_running_run_ends_soon_after_somebody_stops_it() {
    script()
        .scopes("first", "second")
        .work(
            (context, scope) -> {
              script().hold(context);
              return NOTHING_NEW;
            });
    Run run = scenario.request(workflow);
    scenario.awaitState(run, RunState.RUNNING);

    Run asked = scenario.cancel(workflow);
    Run ended = scenario.end(run);
    Run again = scenario.cancel(run.name());

    assertThat(asked.name()).isEqualTo(run.name());
    assertThat(ended.state()).isEqualTo(RunState.CANCELLED);
    assertThat(ended.state().phase()).isEqualTo("Failed");
    assertThat(ended.message()).contains("Stopped by tester");
    assertThat(again).isEqualTo(ended);
    assertThat(scenario.scopes(run)).extracting(RunScope::state).containsOnly(ScopeState.CANCELLED);
    assertThat(script().executed).doesNotContain("second");
    assertThat(script().concluded).isEmpty();
  }

  @Test
  void a_stop_cuts_the_wait_between_two_tries_short() {
    script()
        .scopes("db")
        .work(
            (context, scope) -> {
              script().entered.countDown();
              throw ScriptedHandler.away();
            });
    Run run = scenario.request(workflow);
    await().until(() -> script().entered.await(0, TimeUnit.SECONDS));

    scenario.cancel(run.name());

    assertThat(scenario.end(run).state()).isEqualTo(RunState.CANCELLED);
    assertThat(script().executed).hasSizeLessThan(3);
  }

  @Test
  void what_has_ended_or_never_was_cannot_be_stopped() {
    script().scopes("db");
    Run run = scenario.end(scenario.request(workflow));

    assertThatExceptionOfType(AppException.class)
        .isThrownBy(() -> scenario.cancel(run.name()))
        .satisfies(fault -> assertThat(fault.code()).isEqualTo(RunError.RUN_ALREADY_FINISHED));
    assertThatExceptionOfType(AppException.class)
        .isThrownBy(() -> scenario.cancel(workflow))
        .satisfies(fault -> assertThat(fault.code()).isEqualTo(RunError.RUN_ALREADY_FINISHED));
    assertThatExceptionOfType(AppException.class)
        .isThrownBy(() -> scenario.cancel("nobody-knows-me"))
        .satisfies(fault -> assertThat(fault.code()).isEqualTo(RunError.RUN_NOT_FOUND));
  }

  @Test
  void a_request_that_is_rolled_back_leaves_neither_run_nor_work() {
    script().scopes("db");

    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::requestAndFail);

    assertThat(access.as(RunScenario.TESTER, () -> findRuns.ofWorkflow(workflow, 10))).isEmpty();
  }

  private void requestAndFail() {
    io.quarkus.narayana.jta.QuarkusTransaction.requiringNew()
        .run(
            () -> {
              scenario.request(workflow);
              throw new IllegalStateException("the caller changed its mind");
            });
  }

  @Test
  void the_latest_run_of_each_workflow_is_found() {
    script().scopes("db");
    scenario.end(scenario.request(workflow));
    Run latest = scenario.end(scenario.request(workflow));

    assertThat(
            access.as(
                RunScenario.TESTER, () -> findRuns.latestOf(List.of(workflow, "no-such-workflow"))))
        .containsOnlyKeys(workflow)
        .containsValue(latest);
  }
}
